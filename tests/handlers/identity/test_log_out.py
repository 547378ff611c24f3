from contracts.identity import SessionRevoked, account_id
from handlers.identity.rows import SESSION
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
