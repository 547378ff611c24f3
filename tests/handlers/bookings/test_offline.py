"""Seats that are kept for money which comes another way, until the organiser's deadline."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.bookings import (
    BookingDue,
    BookingHeld,
    BookingMarkedPaid,
    BookingNotMarkedPaid,
    BookingRejected,
    MarkPaid,
    RequestBooking,
)
from contracts.catalog import EventPostponed
from handlers.bookings import bookings as service
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import (
    HOLD,
    PRICE,
    WHAT,
    WHO,
    accept,
    cancel,
    confirmed,
    declined,
    expired,
    held,
    is_cancelled,
    paid,
    published,
    rejected,
    request,
    requested,
    state,
)
from tests.handlers.bookings.test_change_event import changed

DAY, DAYS = timedelta(days=1), timedelta(days=5)
MARK = MarkPaid(event_id="e1", booking_id="e1-b1", asker_id="olga")
MARKED = BookingMarkedPaid(**WHAT, **PRICE)


def asked() -> RequestBooking:
    return RequestBooking(**WHAT, offline=True)


def due(until: datetime = START + DAYS, reminder: bool = False) -> BookingDue:
    return BookingDue(**WHAT, **PRICE, expires_at=until, reminder=reminder, stock_seq=2)


def is_held(until: datetime = START + DAYS) -> BookingHeld:
    return BookingHeld(**WHAT, **PRICE, expires_at=until, stock_seq=2)


def selling(**other: Any) -> Bench:
    bench = Bench(service)
    bench.given(published(organiser_id="olga", **{"offline_for": DAYS} | other), asked())
    return bench


@pytest.fixture
def bookings() -> Bench:
    """Its seats are asked for."""
    return selling()


@pytest.fixture
def lapsed(bookings: Bench) -> Bench:
    bookings.given(held())
    bookings.passes(DAYS)
    return bookings


def test_the_seats_are_held_as_long_as_the_organiser_says(bookings: Bench) -> None:
    bookings.when(held())
    bookings.then(is_held(), due())
    bookings.passes(DAYS - timedelta(seconds=1))
    assert state(bookings) == "held"


def test_they_are_held_until_the_event_starts_at_latest() -> None:
    bench = selling(starts_at=START + DAY)
    bench.when(held())
    bench.then(is_held(START + DAY), due(START + DAY))


def test_never_are_they_held_shorter_than_for_others() -> None:
    bench = selling(starts_at=START + timedelta(minutes=1))
    bench.when(held())
    bench.then(is_held(START + HOLD), due(START + HOLD))


def test_where_no_money_comes_another_way_nothing_is_held_for_it() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.when(asked())
    bench.then(BookingRejected(**WHO, reason="not_offline"))


def test_who_does_not_ask_for_it_has_the_usual_time(bookings: Bench) -> None:
    bench = Bench(service)
    bench.given(published(offline_for=DAYS), request(), held())
    bench.passes(HOLD)
    bench.then(expired())


def test_what_is_free_is_confirmed_at_once(bookings: Bench) -> None:
    bookings.when(held(price=0))
    bookings.then(confirmed(price=0))


def test_its_buyer_is_reminded_once_a_day_before_it_lapses(bookings: Bench) -> None:
    bookings.given(held())
    bookings.passes(DAYS - DAY)
    bookings.then(due(reminder=True))
    bookings.passes(DAY)
    bookings.then(expired())


def test_of_a_short_time_half_is_left_at_the_reminder() -> None:
    bench = selling(offline_for=timedelta(hours=2))
    bench.given(held())
    bench.passes(timedelta(hours=1))
    bench.then(due(START + timedelta(hours=2), reminder=True))


@pytest.mark.parametrize("end", [MARK, paid(), cancel(), declined()])
def test_nobody_is_reminded_of_what_is_over(bookings: Bench, end: Any) -> None:
    bookings.given(held(), end)
    over = state(bookings)
    bookings.passes(DAYS)
    assert state(bookings) == over != "expired" and due(reminder=True) not in bookings.said()


def test_in_time_the_mark_confirms(bookings: Bench) -> None:
    bookings.given(held())
    bookings.passes(DAY)
    bookings.when(MARK)
    bookings.then(MARKED, confirmed())


def test_after_the_deadline_the_mark_is_late_money_and_asks_for_the_seats_once(lapsed: Bench) -> None:
    lapsed.when(MARK)
    lapsed.then(MARKED, requested(attempt=2, others=True))
    lapsed.when(MARK)
    lapsed.then(BookingNotMarkedPaid(**WHO, state="late"))


def test_the_seats_are_its_own_if_they_are_free(lapsed: Bench) -> None:
    lapsed.given(MARK)
    lapsed.when(held(attempt=2, stock_seq=9))
    lapsed.then(confirmed(stock_seq=9))
    booking = lapsed.row(Booking, "e1", "e1-b1")
    assert booking and booking.by_hand


def test_if_they_are_gone_the_organiser_owes_the_money(lapsed: Bench) -> None:
    lapsed.given(MARK)
    lapsed.when(rejected(attempt=2))
    lapsed.then(is_cancelled("paid_too_late", stock_seq=7))


def test_others_are_offered_for_it(lapsed: Bench) -> None:
    others = held(attempt=2).model_copy(update={"seats": ("stalls-A2",)})
    lapsed.given(MARK, others)
    lapsed.when(accept())
    lapsed.then(confirmed().model_copy(update={"seats": ("stalls-A2",)}))


def test_what_expired_before_it_had_a_price_is_not_marked(bookings: Bench) -> None:
    bookings.passes(timedelta(seconds=30))
    bookings.when(MARK)
    bookings.then(BookingNotMarkedPaid(**WHO, state="expired"))


def test_an_earlier_start_shortens_the_time_and_a_later_one_gives_it_back(bookings: Bench) -> None:
    bookings.given(held(), changed("starts_at", starts_at=START + DAY))
    bookings.passes(timedelta())
    booking = bookings.row(Booking, "e1", "e1-b1")
    assert booking and booking.deadline == START + DAY
    bookings.given(changed("starts_at", starts_at=START + 9 * DAY))
    bookings.passes(DAYS - DAY)
    bookings.then(due(reminder=True))


def test_another_place_changes_no_deadline(bookings: Bench) -> None:
    bookings.given(held(), changed("place"))
    bookings.passes(timedelta())
    assert due() not in bookings.said()


def test_a_postponed_event_keeps_them_as_long_as_was_said() -> None:
    bench = selling(starts_at=START + DAY)
    bench.given(held(), EventPostponed(event_id="e1", reason="storm"))
    bench.passes(DAY)
    assert state(bench) == "held"
    bench.passes(DAYS)
    assert state(bench) == "expired"
