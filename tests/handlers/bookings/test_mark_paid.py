"""An organiser says that the money came another way."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingForbidden, BookingMarkedPaid, BookingNotMarkedPaid, MarkPaid
from handlers.bookings import bookings as service
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import (
    HOLD,
    PRICE,
    WHAT,
    WHO,
    cancel,
    confirmed,
    declined,
    held,
    is_cancelled,
    paid,
    published,
    request,
    state,
    timers,
)

MARKED = BookingMarkedPaid(**WHAT, **PRICE)


@pytest.fixture
def bookings() -> Bench:
    """Of olga's event."""
    bench = Bench(service)
    bench.given(published(organiser_id="olga"), request())
    return bench


def mark(asker: str = "olga", **other: bool) -> MarkPaid:
    return MarkPaid(event_id="e1", booking_id="e1-b1", asker_id=asker, **other)


def by_hand(bench: Bench) -> bool:
    booking = bench.row(Booking, "e1", "e1-b1")
    return booking is not None and booking.by_hand


@pytest.mark.parametrize("asked", [mark(), mark("otto", by_operator=True)], ids=["organiser", "operator"])
def test_a_held_booking_is_confirmed(bookings: Bench, asked: MarkPaid) -> None:
    bookings.given(held())
    bookings.when(asked)
    bookings.then(MARKED, confirmed())
    assert (state(bookings), by_hand(bookings), timers(bookings)) == ("confirmed", True, [])


@pytest.mark.parametrize("asker", ["otto", "ben", ""])
def test_nobody_else_says_so_not_even_its_buyer(bookings: Bench, asker: str) -> None:
    bookings.given(held())
    bookings.when(mark(asker))
    bookings.then(BookingForbidden(event_id="e1", booking_id="e1-b1"))
    assert state(bookings) == "held"


def test_an_event_whose_organiser_was_never_told_obeys_operators_alone() -> None:
    bench = Bench(service)
    bench.given(published(), request(), held())
    bench.when(mark(""))
    bench.then(BookingForbidden(event_id="e1", booking_id="e1-b1"))


@pytest.mark.parametrize(
    ("past", "over"),
    [([], "requested"), ([held(), paid()], "confirmed"), ([held(), cancel()], "cancelled")],
)  # fmt: skip
def test_what_does_not_wait_for_money_stays_as_it_is(bookings: Bench, past: list[Message], over: str) -> None:
    bookings.given(*past)
    bookings.when(mark())
    bookings.then(BookingNotMarkedPaid(**WHO, state=over))
    assert not by_hand(bookings)


def test_after_its_deadline_it_is_too_late(bookings: Bench) -> None:
    bookings.given(held())
    bookings.passes(HOLD)
    bookings.when(mark())
    bookings.then(BookingNotMarkedPaid(**WHO, state="expired"))


@pytest.mark.parametrize("late", [paid(), declined()])
def test_what_the_provider_says_afterwards_changes_nothing(bookings: Bench, late: Message) -> None:
    bookings.given(held(), mark())
    bookings.when(late)
    bookings.then_nothing()


def test_a_second_copy_confirms_once(bookings: Bench) -> None:
    bookings.given(held())
    for _ in range(2):
        bookings.when(mark(), id="m1")
    bookings.then_nothing()


def test_a_booking_that_nobody_knows_is_not_paid(bookings: Bench) -> None:
    bookings.when(MarkPaid(event_id="e1", booking_id="e1-b9", asker_id="olga"))
    bookings.then_refused("not_found")


def test_who_cancels_it_is_quoted_what_the_organiser_owes(bookings: Bench) -> None:
    bookings.given(held(), mark())
    bookings.passes(timedelta(days=1))
    bookings.when(cancel(refund=5_000))
    bookings.then(is_cancelled("buyer", returned=True))
