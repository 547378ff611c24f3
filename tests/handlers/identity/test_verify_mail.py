from datetime import timedelta

import pytest

from contracts.identity import CodeIssued, CodeNoted, MailVerified, PasswordChanged, Purpose
from handlers.identity.rows import BETWEEN, Code
from handlers.identity.settings import IdentitySettings
from tests.handlers.identity.story import ANN, PASSWORD, Story


def test_who_registers_is_mailed_a_code_that_verifies_the_mail(identity: Story) -> None:
    identity.hears(identity.register())
    asked = identity.verify(identity.mailed())
    assert isinstance(identity.hears(asked), MailVerified)
    assert identity.account and identity.account.verified


def test_a_code_counts_once(identity: Story) -> None:
    code = identity.code("verify")
    identity.hears(identity.verify(code))
    assert identity.refused(identity.hears(identity.verify(code))) == "bad_proof"


def test_of_two_that_come_with_it_at_once_one_is_told_so(identity: Story) -> None:
    code = identity.code("verify")
    one, two = identity.asks(identity.verify(code)), identity.asks(identity.verify(code))
    for effect in (one, two):
        identity.bench.when(identity.performed(effect))
    assert [identity.refused(said) for said in identity.bench.said()] == ["bad_proof"]  # type: ignore[arg-type]


def test_a_wrong_code_an_old_one_and_an_unknown_mail_are_refused_alike(identity: Story) -> None:
    unknown = identity.hears(identity.verify("a guess"))
    code = identity.code("verify")
    wrong = identity.hears(identity.verify("a guess"))
    identity.bench.passes(timedelta(minutes=10))
    late = identity.hears(identity.verify(code))
    assert {identity.refused(said) for said in (unknown, wrong, late)} == {"bad_proof"}
    assert identity.account and not identity.account.verified


def test_a_code_for_one_purpose_is_none_for_another(identity: Story) -> None:
    code = identity.code("reset")
    assert identity.refused(identity.hears(identity.verify(code))) == "bad_proof"


def test_a_later_code_takes_the_place_of_an_earlier_one(identity: Story) -> None:
    first = identity.code("verify")
    identity.bench.passes(BETWEEN)
    second = identity.code("verify")
    assert identity.refused(identity.hears(identity.verify(first))) == "bad_proof"
    assert isinstance(identity.hears(identity.verify(second)), MailVerified)


def test_a_mailbox_is_not_filled_by_who_asks_again_and_again(identity: Story) -> None:
    code = identity.code()
    identity.bench.passes(BETWEEN - timedelta(seconds=1))
    assert not identity.code()
    assert isinstance(identity.hears(identity.reset(code)), PasswordChanged), "the first one counts still"


def test_of_two_that_were_asked_for_at_once_one_is_mailed(identity: Story) -> None:
    identity.hears(identity.register())
    (one,) = identity.bench.when(identity.send_code()).changes.effects
    (two,) = identity.bench.when(identity.send_code()).changes.effects
    identity.bench.when(identity.performed(two))
    assert [type(said) for said in identity.bench.said()] == [CodeIssued]
    identity.bench.when(identity.performed(one))
    identity.bench.then_nothing()


def test_an_unknown_mail_is_sent_nothing_and_the_answer_is_the_same(identity: Story) -> None:
    asked = identity.send_code()
    identity.bench.when(asked)
    identity.bench.then(CodeNoted.of(asked))
    assert not identity.mailed() and identity.bench.row(Code, ANN, "reset") is None


def test_who_is_verified_is_mailed_no_code_for_it(identity: Story) -> None:
    identity.hears(identity.verify(identity.code("verify")))
    identity.bench.passes(BETWEEN)
    assert not identity.code("verify")


def test_a_second_copy_of_a_code_changes_nothing(identity: Story) -> None:
    asked = identity.verify(identity.code("verify"))
    identity.hears(asked, id="c1")
    identity.bench.when(asked, id="c1")
    identity.bench.then_nothing()


def test_where_it_must_be_who_has_not_verified_is_refused_like_a_wrong_password(identity: Story) -> None:
    identity.tools = identity.tools | {"settings": IdentitySettings(verified_only=True)}
    code = identity.code("verify")
    assert identity.refused(identity.hears(identity.log_in(PASSWORD))) == "bad_credentials"
    identity.hears(identity.verify(code))
    assert not identity.refused(identity.hears(identity.log_in(PASSWORD)))


def test_in_production_the_mail_is_verified_before_anybody_signs_in_unless_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not IdentitySettings().verified_only
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    monkeypatch.setenv("BOXOFFICE_IDENTITY_MASTER", "made-up-for-a-test-of-settings")
    assert IdentitySettings().verified_only
    monkeypatch.setenv("BOXOFFICE_IDENTITY_VERIFIED_ONLY", "0")
    assert not IdentitySettings().verified_only


@pytest.mark.parametrize("purpose", ["verify", "reset"])
def test_a_mailed_code_is_good_for_ten_minutes_and_no_longer(identity: Story, purpose: Purpose) -> None:
    code = identity.code(purpose)
    asked = identity.verify if purpose == "verify" else identity.reset
    identity.bench.passes(timedelta(minutes=10))
    assert identity.refused(identity.hears(asked(code))) == "bad_proof"
    code = identity.code(purpose)
    identity.bench.passes(timedelta(minutes=9))
    assert not identity.refused(identity.hears(asked(code)))
