from datetime import timedelta

import pytest

from contracts.identity import MailVerified, PasswordChanged, SessionStarted
from tests.handlers.identity.story import NEW, PASSWORD, Story


def test_a_mailed_code_leads_to_a_new_password(identity: Story) -> None:
    assert isinstance(identity.hears(identity.reset(identity.code())), PasswordChanged)
    assert MailVerified in map(type, identity.bench.said())
    assert identity.refused(identity.hears(identity.log_in(PASSWORD))) == "bad_credentials"
    assert isinstance(identity.hears(identity.log_in(NEW)), SessionStarted)
    assert identity.account and identity.account.verified, "who read the code reads the mail"


def test_a_reset_ends_every_session_and_its_timer(identity: Story) -> None:
    tokens = [identity.logged_in(), identity.logged_in()]
    identity.hears(identity.reset(identity.code()))
    assert set(identity.ends()) == {(token.partition(".")[0], "password_changed") for token in tokens}
    assert not any(map(identity.session, tokens)) and not identity.bench.waits()
    assert identity.refused(identity.hears(identity.refresh(tokens[0]))) == "revoked"


def test_a_code_resets_once(identity: Story) -> None:
    code = identity.code()
    identity.hears(identity.reset(code))
    assert identity.refused(identity.hears(identity.reset(code, "a third battery"))) == "bad_proof"
    assert isinstance(identity.hears(identity.log_in(NEW)), SessionStarted)


def test_of_two_resets_by_one_code_at_once_the_first_holds(identity: Story) -> None:
    code = identity.code()
    one, two = identity.asks(identity.reset(code)), identity.asks(identity.reset(code, "a third battery"))
    identity.bench.when(identity.performed(one))
    identity.bench.when(identity.performed(two))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_proof"]
    assert isinstance(identity.hears(identity.log_in(NEW)), SessionStarted)


def test_a_code_is_good_for_ten_minutes(identity: Story) -> None:
    code = identity.code()
    identity.bench.passes(timedelta(minutes=10))
    assert identity.refused(identity.hears(identity.reset(code))) == "bad_proof"


@pytest.mark.parametrize("known", [True, False])
def test_whether_the_mail_is_known_is_not_to_be_seen_by_a_wrong_code(identity: Story, known: bool) -> None:
    if known:
        identity.code()
    assert identity.refused(identity.hears(identity.reset("a guess"))) == "bad_proof"
    assert identity.refused(identity.hears(identity.reset("a guess", "short"))) == "unacceptable_password"


def test_a_password_that_will_not_do_does_not_spend_the_code(identity: Story) -> None:
    code = identity.code()
    assert identity.refused(identity.hears(identity.reset(code, "short"))) == "unacceptable_password"
    assert isinstance(identity.hears(identity.reset(code)), PasswordChanged)


def test_a_sign_in_that_a_reset_overtook_opens_nothing(identity: Story) -> None:
    code = identity.code()
    late = identity.asks(identity.log_in(PASSWORD))
    identity.hears(identity.reset(code))
    identity.bench.when(identity.performed(late))
    assert [getattr(said, "reason", "") for said in identity.bench.said()] == ["bad_credentials"]


def test_a_box_that_holds_something_else_is_unreadable(identity: Story) -> None:
    asked = identity.reset(identity.code())
    wrong = asked.model_copy(update=identity.secret("ResetPassword", "no json"))
    assert identity.refused(identity.hears(wrong)) == "unreadable"


def test_a_second_copy_of_a_reset_changes_nothing(identity: Story) -> None:
    asked = identity.reset(identity.code())
    identity.hears(asked, id="c1")
    identity.bench.when(asked, id="c1")
    identity.bench.then_nothing()


def test_a_reset_without_an_account_makes_none(identity: Story) -> None:
    identity.hears(identity.reset("a guess"))
    assert identity.account is None
