from contracts.identity import PasswordChanged, SessionStarted
from tests.handlers.identity.story import NEW, PASSWORD, Story


def test_the_old_password_leads_to_a_new_one(identity: Story) -> None:
    token = identity.logged_in()
    assert isinstance(identity.hears(identity.change(token)), PasswordChanged)
    assert identity.refused(identity.hears(identity.log_in(PASSWORD))) == "bad_credentials"
    assert isinstance(identity.hears(identity.log_in(NEW)), SessionStarted)


def test_all_sessions_end_but_the_one_that_asked(identity: Story) -> None:
    mine, other = identity.logged_in(), identity.logged_in()
    identity.hears(identity.change(mine))
    assert identity.ends() == [(other.partition(".")[0], "password_changed")]
    assert isinstance(identity.hears(identity.refresh(mine)), SessionStarted)


def test_a_wrong_old_password_changes_nothing(identity: Story) -> None:
    token = identity.logged_in()
    assert identity.refused(identity.hears(identity.change(token, "a wrong password"))) == "bad_proof"
    assert isinstance(identity.hears(identity.log_in(PASSWORD)), SessionStarted)


def test_a_new_password_that_will_not_do_is_refused(identity: Story) -> None:
    token = identity.logged_in()
    assert identity.refused(identity.hears(identity.change(token, password="short"))) == "unacceptable_password"


def test_of_two_changes_at_once_the_first_holds(identity: Story) -> None:
    token = identity.logged_in()
    one, two = identity.asks(identity.change(token)), identity.asks(identity.change(token, password="a third battery"))
    identity.bench.when(identity.performed(one))
    identity.bench.when(identity.performed(two))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_proof"]


def test_without_an_account_it_is_refused(identity: Story) -> None:
    identity.bench.when(identity.change(f"{'a' * 32}-{'0' * 20}.x"))
    identity.bench.then_refused("not_found")


def test_a_second_copy_of_a_change_changes_nothing(identity: Story) -> None:
    asked = identity.change(identity.logged_in())
    identity.hears(asked, id="c1")
    identity.bench.when(asked, id="c1")
    identity.bench.then_nothing()
