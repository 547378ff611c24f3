"""What is mailed of a card that is declined while the booking keeps its seats."""

from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.payments import CardDeclined
from handlers.email.own import MailDue
from handlers.email.rows import Delivery
from handlers.email.want_of_declined import TRY_WITHIN
from tests.handlers.email.saying import WHO, created
from tests.handlers.email.test_compose import parts


def declined(reason: str = "expired_card") -> CardDeclined:
    return CardDeclined(**WHO, provider_id="pi_1", reason=reason)


def test_the_buyer_learns_why_and_for_which_booking(email: Bench) -> None:
    email.given(created())
    email.when(declined())
    (waiting,) = email.waits()
    mail = MailDue.model_validate_json(waiting.body)
    assert (mail.kind, mail.recipient, mail.matter) == ("declined", "ann", "opera-b1/expired_card")
    assert (mail.facts["event"], mail.facts["booking"], mail.facts["reason"]) == ("Tosca", "opera-b1", "expired_card")


def test_each_reason_is_mailed_once_however_often_the_card_is_tried(email: Bench) -> None:
    for reason in ("expired_card", "card_declined", "expired_card", "expired_card"):
        email.given(declined(reason))
        email.passes(timedelta(minutes=1))
    sent = [row.matter for row in email.books.rows[Delivery].values() if isinstance(row, Delivery)]
    assert sorted(sent) == ["opera-b1/card_declined", "opera-b1/expired_card"]


def test_of_a_decline_that_is_heard_of_too_late_nothing_is_mailed(email: Bench) -> None:
    email.when(declined(), at=START - TRY_WITHIN)
    email.then_nothing()


def test_a_second_copy_mails_nothing(email: Bench) -> None:
    email.when(declined(), id="one")
    email.when(declined(), id="one")
    email.then_nothing()


@pytest.mark.parametrize(("language", "why"), [("en", "The card has expired."), ("de", "Sie ist abgelaufen.")])
def test_the_mail_says_why_in_the_readers_language_and_leads_to_the_booking(language: str, why: str) -> None:
    _, text, html = parts("declined", language=language, reason="expired_card", booking="opera-b9")
    assert all(why in part and "https://tickets.example/bookings/opera-b9" in part for part in (text, html))
