"""What is mailed of a change of the mail address, and where."""

from datetime import timedelta

from choreography.testing import START, Bench
from contracts.identity import MailChanged, MailCodeIssued, MailTaken, MailUndoIssued
from contracts.sealed import Sealed
from handlers.email.own import MailDue
from handlers.email.rows import Bounce, Contact
from tests.handlers.email.saying import ADDRESS
from tests.handlers.email.test_want_of_account import CODE, due

NEW = Sealed(person_id="ann", key_version=1, nonce="n3", ciphertext="c3")
WHO = {"account_id": "ann", "request": "m1"}
ISSUED = MailCodeIssued(**WHO, mail=NEW, code=CODE, expires=START + timedelta(minutes=30))
UNDO = MailUndoIssued(**WHO, code=CODE, expires=START + timedelta(hours=72))
CHANGED = MailChanged(**WHO, mail=NEW)


def mailed(email: Bench) -> tuple[str, str, dict[str, Sealed]]:
    (mail,) = (one for one in due(email) if isinstance(one, MailDue) and one.kind != "welcome")
    return mail.kind, mail.recipient, mail.sealed


def test_the_code_goes_to_the_new_address(email: Bench) -> None:
    email.when(ISSUED)
    assert mailed(email) == ("mail_code", "ann", {"address": NEW, "code": CODE})


def test_a_code_that_counts_no_more_goes_nowhere(email: Bench) -> None:
    email.now = UNDO.expires
    email.given(Contact("ann", ADDRESS))
    for said in (ISSUED, UNDO):
        email.when(said, at=START)
        email.then_nothing()


def test_the_way_back_goes_to_the_address_of_the_registration_though_the_change_came_first(email: Bench) -> None:
    email.given(Contact("ann", ADDRESS), CHANGED)
    email.when(UNDO)
    assert mailed(email) == ("mail_undo", "ann", {"address": ADDRESS, "code": CODE})


def test_or_to_the_one_between(email: Bench) -> None:
    email.given(Contact("ann", ADDRESS))
    email.when(UNDO.model_copy(update={"mail": NEW}))
    assert mailed(email)[2]["address"] == NEW


def test_the_way_back_waits_until_the_person_is_known(email: Bench) -> None:
    email.when(UNDO)
    assert email.outcome == "early"


def test_from_then_on_mails_go_to_the_new_address_and_what_came_back_is_forgotten(email: Bench) -> None:
    email.given(Contact("ann", ADDRESS), Bounce("ann", hard=True))
    email.when(CHANGED)
    email.when(CHANGED)
    contact = email.row(Contact, "ann")
    assert contact and contact.address == NEW and contact.verified and email.row(Bounce, "ann") is None
    email.when(CHANGED.model_copy(update={"mail": None}))
    contact = email.row(Contact, "ann")
    assert contact and contact.address == ADDRESS


def test_whose_address_another_wants_is_told_once_a_day(email: Bench) -> None:
    for request in ("m1", "m2"):
        email.when(MailTaken(account_id="ben", request=request))
    assert [(one.kind, one.recipient, one.matter) for one in due(email)] == [("taken", "ben", f"{START:%Y-%m-%d}")] * 2
