"""What is mailed, and to whom."""

from datetime import timedelta, timezone

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.bookings import BookingDue, BookingSettling
from contracts.catalog import EventChanged, EventRescheduled
from contracts.email import EmailFailed, EmailSent, Kind
from contracts.inventory import SomeTicketsVoided
from contracts.prices import Breakdown
from handlers.email import email as service
from handlers.email.own import MailDue, SendMail
from handlers.email.rows import Delivery, Happening
from tests.handlers.email.saying import (
    STARTS,
    affected,
    cancelled,
    created,
    issued,
    offered,
    published,
    refunded,
    reissued,
    repeated,
)

WHO = {"event_id": "opera", "booking_id": "opera-b1", "buyer_id": "ann"}


def test_the_mail_with_the_tickets_names_what_goes_along(email: Bench) -> None:
    facts = wanted(email, issued().model_copy(update={"add_ons": {"parking": 2}}))
    assert facts["places"].endswith(", 2 × parking")  # noqa: RUF001 times, not x


def wanted(email: Bench, said: Message) -> dict[str, str]:
    """What the mail tells that became due because of it."""
    email.when(said)
    (waiting,) = (one for one in email.waits() if one.envelope.type == "MailDue")
    return MailDue.model_validate_json(waiting.body).facts


def test_tickets_are_confirmed_to_their_buyer(email: Bench) -> None:
    email.given(created())
    email.when(issued())
    email.passes(timedelta())
    (effect,) = email.last.changes.effects
    mail = SendMail.model_validate_json(effect.body)
    assert (mail.about, mail.kind, mail.recipient, mail.matter) == ("opera", "confirmed", "ann", "opera-b1")


def test_a_confirmation_tells_the_event_and_the_seats_but_no_codes(email: Bench) -> None:
    email.given(created())
    assert wanted(email, issued()) == {
        "event": "Tosca", "place": "Graz", "starts": "2026-09-04T19:30+00:00",
        "places": "stalls-A1, stalls-A2",
    }  # fmt: skip


def test_times_are_told_by_the_clocks_of_the_event(email: Bench) -> None:
    vienna = timezone(timedelta(hours=2))
    email.given(created().model_copy(update={"starts_at": STARTS.astimezone(vienna)}))
    email.given(EventChanged.of(created(), changed=("name",), name="Tosca, sung"))
    told = wanted(email, issued())
    assert (told["event"], told["starts"]) == ("Tosca, sung", "2026-09-04T21:30+02:00")


@pytest.mark.parametrize(
    ("breakdown", "told"),
    [
        (Breakdown.of(0), {}),
        (Breakdown.of(5_000), {"total": "50.00 EUR"}),
        (Breakdown.of(4_202, 798), {"net": "42.02 EUR", "tax": "7.98 EUR", "total": "50.00 EUR"}),
        (Breakdown.of(4_500, discount=500), {"discount": "5.00 EUR", "total": "45.00 EUR"}),
        (Breakdown.of(5_000, 0, 99), {"net": "50.00 EUR", "fee": "0.99 EUR", "total": "50.99 EUR"}),
    ],
)
def test_a_confirmation_tells_what_was_paid_and_for_what(
    email: Bench, breakdown: Breakdown, told: dict[str, str]
) -> None:
    email.given(created())
    assert {name: fact for name, fact in wanted(email, issued(breakdown)).items() if "EUR" in fact} == told


def test_each_issue_of_the_tickets_is_mailed_once_in_whatever_order_it_is_told(email: Bench) -> None:
    for said in (reissued(3), issued(), reissued(2), reissued(3)):
        email.given(said)
        email.passes(timedelta())
    sent = sorted(row.matter for row in email.books.rows[Delivery].values() if isinstance(row, Delivery))
    assert sent == ["opera-b1", "opera-b1/2", "opera-b1/3"]
    assert wanted(email, reissued(4))["booking"] == "opera-b1"


def test_an_event_that_was_not_heard_of_is_named_by_its_id(email: Bench) -> None:
    assert wanted(email, issued())["event"] == "opera"


def test_each_time_that_tickets_are_given_up_is_one_mail(email: Bench) -> None:
    told = {"stock_seq": 9, "seats": ("stalls-A1", "stalls-A2", "stalls-A3")}
    who = {"event_id": "opera", "booking_id": "opera-b1", "buyer_id": "ann"}
    said = SomeTicketsVoided(**who, **told, tickets=(2,), void=(1, 2), codes=("", "", "c3"))
    facts = wanted(email, said)
    assert (facts["places"], facts["kept"], facts["booking"]) == ("stalls-A2", "stalls-A3", "opera-b1")
    email.given(said)
    email.passes(timedelta())
    sent = [row.matter for row in email.books.rows[Delivery].values() if isinstance(row, Delivery)]
    assert sent == ["opera-b1/void/2"]


AWAITED = {**WHO, "seats": ("stalls-A1",), "expires_at": START}
DUE = BookingDue(**AWAITED, price=10_050, currency="EUR")
REMINDER = DUE.model_copy(update={"reminder": True})


def test_who_pays_another_way_is_told_the_sum_and_the_deadline(email: Bench) -> None:
    email.given(created())
    facts = wanted(email, DUE)
    assert (facts["amount"], facts["until"], facts["booking"]) == (
        "100.50 EUR",
        START.isoformat("T", "minutes"),
        "opera-b1",
    )
    assert "reminder" not in facts and wanted(Bench(service), REMINDER)["reminder"] == "yes"


@pytest.mark.parametrize(("first", "second"), [(DUE, REMINDER), (REMINDER, DUE)])
def test_each_deadline_and_its_reminder_are_mailed_once_in_any_order(
    email: Bench, first: Message, second: Message
) -> None:
    for said in (first, second, first, BookingSettling(**AWAITED)):
        email.given(said)
        email.passes(timedelta())
    sent = [(row.kind, row.matter) for row in email.books.rows[Delivery].values() if isinstance(row, Delivery)]
    matter = f"opera-b1/{START.isoformat()}"
    assert sorted(sent) == [("due", matter), ("due", f"{matter}/reminder"), ("settling", matter)]


def test_a_cancellation_tells_why(email: Bench) -> None:
    assert wanted(email, cancelled("event_cancelled"))["reason"] == "The event was called off."


def test_each_ask_for_the_confirmation_is_one_mail_in_whatever_order_it_is_told(email: Bench) -> None:
    for said in (repeated(2), issued(), repeated(1), repeated(2)):
        email.given(said)
        email.passes(timedelta())
    sent = [(row.kind, row.matter) for row in email.books.rows[Delivery].values() if isinstance(row, Delivery)]
    assert sorted(sent) == [("confirmed", "opera-b1"), *(("confirmed", f"opera-b1/again/{n}") for n in (1, 2))]


def test_a_change_tells_what_is_so_now_and_until_when_the_money_is_offered_back(email: Bench) -> None:
    email.given(created())
    assert wanted(email, affected()) == {
        "event": "Tosca", "place": "Linz", "starts": "2026-09-04T19:30+00:00", "booking": "opera-b1",
        "until": "2026-09-04T19:30+00:00", "places": "stalls-A1, stalls-A2",
    }  # fmt: skip


@pytest.mark.parametrize(("place", "where"), [("Linz", "The Old House, Linz"), ("The Old House", "The Old House")])
def test_a_move_names_the_new_venue(email: Bench, place: str, where: str) -> None:
    email.given(created())
    assert wanted(email, affected(changed=("venue_id",), hall="The Old House", place=place))["place"] == where


def test_a_postponed_event_has_a_place_and_no_date_and_one_that_began_offers_nothing(email: Bench) -> None:
    email.given(created())
    facts = wanted(email, affected(place="", starts_at=None, refund_until=None))
    assert (facts["place"], facts["starts"], facts["until"]) == ("Graz", "", "")


def test_a_postponed_event_that_moves_has_its_new_place_and_no_date(email: Bench) -> None:
    email.given(created())
    facts = wanted(email, affected(changed=("venue_id",), place="Linz", hall="The Old House", starts_at=None))
    assert (facts["place"], facts["starts"]) == ("The Old House, Linz", "")


@pytest.mark.parametrize(("apart", "told"), [(True, {"apart": "yes"}), (False, {})])
def test_an_offer_says_that_its_seats_are_apart_if_they_are(email: Bench, apart: bool, told: dict[str, str]) -> None:
    facts = wanted(email, offered(apart=apart))
    assert {name: fact for name, fact in facts.items() if name == "apart"} == told


def test_each_change_is_mailed_once_in_whatever_order_it_is_told(email: Bench) -> None:
    for said in (affected(2), affected(1), affected(2), issued()):
        email.given(said)
        email.passes(timedelta())
    sent = [(row.kind, row.matter) for row in email.books.rows[Delivery].values() if isinstance(row, Delivery)]
    assert sorted(sent) == [("changed", "opera-b1/1"), ("changed", "opera-b1/2"), ("confirmed", "opera-b1")]


def test_a_refund_tells_how_much(email: Bench) -> None:
    assert wanted(email, refunded())["amount"] == "100.50 EUR"


def test_a_refund_of_what_was_paid_twice_says_so(email: Bench) -> None:
    assert wanted(email, refunded().model_copy(update={"reason": "paid_another_way"}))["twice"] == "yes"


def test_what_is_published_after_a_draft_keeps_its_place(email: Bench) -> None:
    email.given(created(), published("Tosca, new"))
    email.then_rows(Happening("opera", "Tosca, new", "Graz", STARTS))


def test_a_change_and_a_new_date_are_remembered(email: Bench) -> None:
    email.given(created(), EventChanged.of(created(), place="Linz", changed=("place",)))
    email.then_rows(Happening("opera", "Tosca", "Linz", STARTS))
    later = STARTS + timedelta(days=9)
    email.given(EventRescheduled.of(created(), place="Linz", starts_at=later))
    email.then_rows(Happening("opera", "Tosca", "Linz", later))


def test_every_kind_of_mail_is_known_to_others() -> None:
    assert {EmailSent.model_fields["kind"].annotation, EmailFailed.model_fields["kind"].annotation} == {Kind}
