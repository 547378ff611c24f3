"""An organiser gives somebody tickets."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.bookings import BookingForbidden, BookingRejected, BookingRequested, GiveBooking
from contracts.catalog import EventPostponed, Queueing
from handlers.bookings import bookings as service
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import (
    WHAT,
    WHO,
    confirmed,
    event_cancelled,
    expired,
    held,
    published,
    rejected,
    state,
    timers,
)

REQUESTED = BookingRequested(**WHAT, attempt=1, complimentary=True)


@pytest.fixture
def bookings() -> Bench:
    """Of olga's event."""
    return on_sale()


def on_sale(**other: Any) -> Bench:
    bench = Bench(service)
    bench.given(published(organiser_id="olga", **other))
    return bench


def give(asker: str = "olga", **other: Any) -> GiveBooking:
    return GiveBooking(**WHAT, asker_id=asker, **other)


def test_it_asks_for_the_seats_as_any_booking_and_is_confirmed_for_nothing(bookings: Bench) -> None:
    bookings.when(give())
    bookings.then(REQUESTED)
    bookings.when(held(price=0))
    bookings.then(confirmed(price=0))
    booking = bookings.row(Booking, "e1", "e1-b1")
    assert booking and (booking.state, booking.complimentary, booking.buyer_id, timers(bookings)) == (
        "confirmed", True, "ben", [],
    )  # fmt: skip


def test_it_needs_no_turn_uses_none_and_may_come_before_the_sale() -> None:
    queue = Queueing(opens=START, per_minute=1)
    bench = on_sale(queue=queue, sale_opens=START + timedelta(days=1), sale_closes=START + timedelta(days=2))
    bench.when(give())
    bench.then(REQUESTED)
    bench.when(held(price=0))
    bench.then(confirmed(price=0))


@pytest.mark.parametrize("asker", ["otto", "ben"])
def test_nobody_else_gives_them(bookings: Bench, asker: str) -> None:
    bookings.when(give(asker))
    bookings.then(BookingForbidden(event_id="e1", booking_id="e1-b1"))
    assert not state(bookings)


@pytest.mark.parametrize(
    ("past", "reason"), [(event_cancelled(), "event_cancelled"), (EventPostponed(event_id="e1"), "not_on_sale")]
)
def test_an_event_that_sells_nothing_gives_nothing(bookings: Bench, past: Message, reason: str) -> None:
    bookings.given(past)
    bookings.when(give())
    bookings.then(BookingRejected(**WHO, reason=reason))


def test_what_is_taken_is_not_given(bookings: Bench) -> None:
    bookings.given(give(), rejected())
    assert state(bookings) == "rejected"


def test_without_an_answer_it_expires(bookings: Bench) -> None:
    bookings.given(give())
    bookings.passes(timedelta(seconds=30))
    assert (bookings.said(), state(bookings)) == ([expired(stock_seq=0)], "expired")


def test_the_same_gift_asked_again_is_one_booking(bookings: Bench) -> None:
    bookings.given(give())
    bookings.when(give())
    bookings.then_nothing()


def test_a_gift_that_overtakes_the_publication_waits_for_it() -> None:
    bench = Bench(service)
    bench.when(give())
    bench.then_early()
    bench.given(published(organiser_id="olga"))
    bench.passes(timedelta())
    assert state(bench) == "requested"


def test_an_event_that_nobody_knows_gives_nothing() -> None:
    bench = Bench(service)
    bench.when(give())
    bench.passes(timedelta(seconds=5))
    bench.then_refused("not_found")
