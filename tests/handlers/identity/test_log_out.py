from choreography.row import Page
from contracts.identity import LogOutElsewhere, SessionRevoked, account_id
from handlers.identity.rows import SESSION, Session
from tests.handlers.identity.story import ANN, Story


def revoked(token: str, reason: str) -> SessionRevoked:
    return SessionRevoked(account_id=account_id(ANN), sid=token.partition(".")[0], reason=reason)


def test_a_logout_ends_the_session(identity: Story) -> None:
    token = identity.logged_in()
    assert identity.hears(identity.log_out(token)) == revoked(token, "logged_out")
    assert identity.session(token) is None and not identity.bench.waits()
    assert identity.refused(identity.hears(identity.refresh(token))) == "revoked"


def test_a_logout_ends_no_other_session(identity: Story) -> None:
    one, two = identity.logged_in(), identity.logged_in()
    identity.hears(identity.log_out(one))
    assert identity.session(two)


def test_a_second_logout_is_answered_as_the_first(identity: Story) -> None:
    token = identity.logged_in()
    first = identity.hears(identity.log_out(token))
    assert identity.hears(identity.log_out(token)) == first


def test_a_session_expires_by_itself(identity: Story) -> None:
    token = identity.logged_in()
    identity.bench.passes(SESSION)
    identity.bench.then(revoked(token, "expired"))
    assert identity.session(token) is None


def test_all_sessions_end_but_the_one_that_asks(identity: Story) -> None:
    mine, other = identity.logged_in(), identity.logged_in()
    identity.hears(LogOutElsewhere(account=ANN, sid=mine.partition(".")[0]))
    assert identity.ends() == [(other.partition(".")[0], "logged_out")] and identity.session(mine)


def test_nobody_else_being_in_nothing_ends(identity: Story) -> None:
    mine = identity.logged_in()
    asked = LogOutElsewhere(account=ANN, sid=mine.partition(".")[0])
    for _ in range(2):
        identity.hears(asked)
        assert not identity.ends() and identity.session(mine)


def test_more_sessions_than_a_page_end_one_page_after_the_other(identity: Story) -> None:
    mine = identity.logged_in()
    now = identity.bench.now
    others = [Session(ANN, f"{ANN}-{n:020}", f"t{n}", now + SESSION, now) for n in range(Page.SIZE + 5)]
    identity.bench.given(*others)
    identity.hears(LogOutElsewhere(account=ANN, sid=mine.partition(".")[0]))
    assert len(identity.ends()) == len(others) and identity.session(mine)
