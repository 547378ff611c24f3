"""Who is reminded of an event, and when."""

from datetime import datetime, timedelta

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.catalog import EventCancelled, EventChanged, EventPostponed, EventRescheduled
from contracts.inventory import SomeTicketsVoided, TicketsVoided
from handlers.email.remind import BEFORE
from handlers.email.rows import Delivery, Guest
from tests.handlers.email.saying import SEATS, STARTS, WHO, created, issued, reissued

LATER = STARTS + timedelta(days=9)
VOIDED = TicketsVoided(**WHO, seats=SEATS, stock_seq=4)
PART = {"stock_seq": 4, "seats": SEATS, "tickets": (1,)}


def moved(days: int = 9) -> EventChanged:
    return EventChanged.of(created(), changed=("starts_at",), starts_at=STARTS + timedelta(days=days))


def reminders(email: Bench) -> list[Delivery]:
    rows = [row for row in email.books.rows.get(Delivery, {}).values() if isinstance(row, Delivery)]
    return [row for row in rows if row.kind == "reminder"]


def reminded(email: Bench) -> list[str]:
    """The matters of what was mailed until the event, wherever it moved."""
    email.passes(LATER - START + BEFORE)
    return sorted(row.matter for row in reminders(email))


def of(*starts: datetime) -> list[str]:
    return [f"ann/{start.isoformat()}" for start in starts]


def test_a_day_before_the_start_and_not_earlier_who_has_tickets_is_reminded(email: Bench) -> None:
    email.given(created(), issued())
    email.passes(STARTS - BEFORE - START - timedelta(seconds=1))
    assert not reminders(email)
    assert reminded(email) == of(STARTS)
    assert reminders(email)[0].facts == {"event": "Tosca", "place": "Graz", "starts": "2026-09-04T19:30+00:00"}


def test_a_person_with_two_bookings_is_reminded_once(email: Bench) -> None:
    email.given(created(), issued(), issued().model_copy(update={"booking_id": "opera-b2"}))
    assert reminded(email) == of(STARTS)


@pytest.mark.parametrize("past", [(created(), issued(), moved()), (issued(), created(), moved())])
def test_the_reminder_moves_with_the_start(email: Bench, past: tuple[Message, ...]) -> None:
    email.given(*past)
    assert reminded(email) == of(LATER)


def test_an_event_that_is_heard_of_after_its_tickets_has_its_reminder(email: Bench) -> None:
    email.given(issued(), created())
    assert reminded(email) == of(STARTS)


@pytest.mark.parametrize("off", [EventPostponed(event_id="opera"), EventCancelled(event_id="opera")])
def test_nobody_is_reminded_of_what_does_not_take_place(email: Bench, off: Message) -> None:
    email.given(created(), issued(), off, EventChanged.of(created(), changed=("place",), place="Linz"))
    assert reminded(email) == []


def test_a_new_date_of_a_postponed_event_is_the_one_that_counts(email: Bench) -> None:
    email.given(created(), issued(), EventPostponed(event_id="opera"))
    email.given(EventRescheduled.of(created(), starts_at=LATER))
    assert reminded(email) == of(LATER)


@pytest.mark.parametrize(
    ("void", "told"),
    [
        (VOIDED, []),
        (SomeTicketsVoided(**WHO, **PART, void=(1, 2), codes=("", "")), []),
        (SomeTicketsVoided(**WHO, **PART, void=(1,), codes=("", "c2")), of(STARTS)),
    ],
)
def test_whose_tickets_are_all_void_is_not_reminded(email: Bench, void: Message, told: list[str]) -> None:
    email.given(created(), issued(), void)
    assert reminded(email) == told


def test_void_tickets_stay_so_whatever_older_word_comes_late(email: Bench) -> None:
    email.given(created(), VOIDED, issued())
    email.then_rows(Guest("opera", "opera-b1", "ann", good=False, stock_seq=4))
    assert reminded(email) == []


def test_other_tickets_of_the_booking_are_as_good(email: Bench) -> None:
    email.given(created(), issued(), reissued())
    assert reminded(email) == of(STARTS)


def test_who_buys_within_the_last_day_is_not_reminded(email: Bench) -> None:
    email.given(created())
    email.passes(STARTS - BEFORE - START)
    email.given(issued())
    assert reminded(email) == []


def test_a_second_copy_of_the_tickets_sets_nothing_anew(email: Bench) -> None:
    email.given(created())
    email.when(issued(), id="one")
    email.when(issued(), id="one")
    email.then_nothing()


def test_more_people_than_a_page_holds_are_all_reminded(email: Bench) -> None:
    email.given(created(), issued())
    email.given(*(Guest("opera", f"opera-c{n:03}", f"p{n:03}") for n in range(450)))
    assert len(reminded(email)) == 451
