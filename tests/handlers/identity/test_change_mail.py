"""Another mail address: wanted, proved by a code that was mailed there, and taken back from the one before."""

from datetime import timedelta

import pytest

from contracts.identity import (
    MailChanged,
    MailChangeNoted,
    MailClaimed,
    MailCodeIssued,
    MailTaken,
    MailUndoIssued,
    ProofRefused,
    RegistrationRefused,
    account_id,
)
from handlers.identity.addresses import Address, MailWish
from tests.handlers.identity.mail_story import ANN, BEN, NEW, MailStory
from tests.handlers.identity.story import Story


@pytest.fixture
def mail(identity: Story) -> MailStory:
    """Ann and Ben are there."""
    story = MailStory(identity)
    for account in (ANN, BEN):
        story.registers(account)
    story.said.clear()
    return story


def reason(answer: object) -> str:
    assert isinstance(answer, ProofRefused)
    return answer.reason


def test_a_code_that_was_mailed_there_makes_it_the_address_and_the_old_one_signs_in_no_more(mail: MailStory) -> None:
    assert isinstance(mail.wants(), MailChangeNoted) and mail.signs_in(ANN) == ""
    assert isinstance(mail.confirms(mail.code()), MailClaimed)
    assert [mail.signs_in(address) for address in (NEW, ANN, BEN)] == ["", "bad_credentials", "bad_credentials"]
    assert mail.identity.account and mail.identity.account.verified


def test_an_address_that_is_anothers_is_answered_alike_and_its_owner_is_told(mail: MailStory) -> None:
    free, taken = mail.wants(NEW), mail.wants(BEN)
    assert type(free) is type(taken) is MailChangeNoted
    assert [getattr(one, "account_id", "") for one in mail.last(MailTaken)] == [account_id(BEN)]
    assert len(mail.last(MailCodeIssued)) == 1


def test_a_wrong_password_asks_for_nothing(mail: MailStory) -> None:
    assert reason(mail.wants(password="a wrong password")) == "bad_proof"
    assert not mail.last(MailCodeIssued)


def test_of_two_accounts_that_want_one_address_the_first_to_confirm_has_it(mail: MailStory) -> None:
    codes = []
    for by in (ANN, BEN):
        mail.wants(by=by)
        codes.append(mail.code())
    assert isinstance(mail.confirms(codes[1], by=BEN), MailClaimed)
    assert reason(mail.confirms(codes[0], by=ANN)) == "bad_proof"
    assert mail.identity.bench.row(Address, NEW) == Address(NEW, BEN, version=1)
    assert (mail.signs_in(ANN), mail.signs_in(NEW, BEN)) == ("", "")


def test_anothers_code_is_of_no_use(mail: MailStory) -> None:
    mail.wants(by=ANN)
    assert reason(mail.confirms(mail.code(), by=BEN)) == "bad_proof"


def test_a_code_counts_once_and_for_ten_minutes(mail: MailStory) -> None:
    mail.wants()
    code = mail.code()
    assert reason(mail.confirms("a guess")) == "bad_proof"
    mail.identity.bench.passes(timedelta(minutes=10))
    assert reason(mail.confirms(code)) == "bad_proof"
    mail.wants()
    mail.confirms(mail.code())
    assert reason(mail.confirms(mail.code())) == "bad_proof"


def test_a_mailbox_gets_one_code_a_minute(mail: MailStory) -> None:
    for _ in range(3):
        assert isinstance(mail.wants(), MailChangeNoted)
    assert len(mail.last(MailCodeIssued)) == 1
    mail.identity.bench.passes(timedelta(minutes=1))
    mail.wants()
    assert len(mail.last(MailCodeIssued)) == 2


def test_an_address_that_somebody_went_over_to_cannot_be_registered(mail: MailStory) -> None:
    mail.changed()
    said = mail.registers(NEW)
    assert isinstance(said, RegistrationRefused)
    assert (said.reason, said.account_id) == ("account_exists", account_id(ANN))


def test_the_address_before_takes_it_back_and_ends_every_session(mail: MailStory) -> None:
    token = mail.identity.logged_in()
    mail.changed()
    assert isinstance(mail.undoes(mail.code(MailUndoIssued)), MailChanged)
    assert mail.identity.ends() == [(token.partition(".")[0], "mail_changed_back")]
    assert (mail.signs_in(ANN), mail.signs_in(NEW)) == ("", "bad_credentials")
    assert reason(mail.undoes(mail.code(MailUndoIssued))) == "bad_proof"


def test_a_second_change_hides_the_way_back_from_the_first_no_more_than_time_does(mail: MailStory) -> None:
    mail.changed()
    mail.changed("d" * 32)
    assert len(mail.last(MailUndoIssued)) == 1
    mail.undoes(mail.code(MailUndoIssued))
    assert mail.signs_in(ANN) == ""


def test_after_three_days_nothing_is_taken_back(mail: MailStory) -> None:
    mail.changed()
    mail.identity.bench.passes(timedelta(hours=72))
    assert reason(mail.undoes(mail.code(MailUndoIssued))) == "bad_proof" and mail.signs_in(NEW) == ""


def test_an_account_goes_back_to_where_it_was_opened(mail: MailStory) -> None:
    mail.changed()
    mail.changed(ANN)
    assert (mail.signs_in(ANN), mail.signs_in(NEW)) == ("", "bad_credentials")
    assert mail.identity.bench.row(Address, ANN) is None


def test_a_second_copy_of_a_claim_and_one_of_a_closed_account_change_nothing(mail: MailStory) -> None:
    mail.changed()
    (claimed,) = mail.last(MailClaimed)
    mail.identity.bench.when(claimed)
    mail.identity.bench.then_nothing()
    mail.identity.bench.when(claimed.model_copy(update={"account": "e" * 32}))
    mail.identity.bench.then_nothing()


def test_a_second_copy_of_a_confirmation_changes_nothing(mail: MailStory) -> None:
    mail.wants()
    asked = mail.confirmation(mail.code())
    for _ in range(2):
        effects = mail.identity.bench.when(asked, id="c1").changes.effects
    assert not effects


def test_a_confirmation_that_nobody_wanted_is_refused(mail: MailStory) -> None:
    assert reason(mail.confirms("a guess")) == "bad_proof" and mail.identity.bench.row(MailWish, NEW, ANN) is None
