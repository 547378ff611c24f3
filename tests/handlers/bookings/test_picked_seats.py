"""Seats that the booking did not name become its own once they are held."""

from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import BookingCancelled, BookingConfirmed, BookingRequested, RequestBooking
from contracts.inventory import SeatsHeld
from handlers.bookings.paid_unheard import WITHIN
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import HOLD, PRICE, WHO, cancel, declined, paid, state

BEST: dict[str, Any] = WHO | {"ticket_type": "seated", "quantity": 2}
PICKED: dict[str, Any] = BEST | {"seats": ("stalls-A1", "stalls-A2")}


def held(attempt: int = 1) -> SeatsHeld:
    return SeatsHeld(**PICKED, **PRICE, attempt=attempt, stock_seq=2)


def test_they_are_named_in_all_that_follows(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST), held())
    bookings.when(paid())
    bookings.then(BookingConfirmed(**PICKED, **PRICE, stock_seq=2))
    bookings.when(cancel())
    bookings.then(BookingCancelled(**PICKED, reason="buyer", returned=True, stock_seq=2))


def test_late_money_asks_for_the_same(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST), held())
    bookings.passes(HOLD)
    bookings.when(paid())
    bookings.then(BookingRequested(**PICKED, attempt=2, others=True))


def test_a_booking_that_was_over_before_notes_them_and_says_nothing(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST))
    bookings.passes(HOLD)
    bookings.when(held())
    bookings.then()
    booking = bookings.row(Booking, "e1", "e1-b1")
    assert booking and (booking.state, booking.seats) == ("expired", ("stalls-A1", "stalls-A2"))


def test_money_for_seats_that_it_heard_of_too_late_asks_for_the_same(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST))
    bookings.passes(HOLD)
    bookings.given(held())
    bookings.when(paid())
    bookings.then(BookingRequested(**PICKED, attempt=2, others=True))
    bookings.when(held(attempt=2))
    bookings.then(BookingConfirmed(**PICKED, **PRICE, stock_seq=2))


def test_money_for_seats_that_it_has_not_heard_of_gives_that_news_a_while(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST))
    bookings.passes(HOLD)
    for _ in range(2):
        bookings.when(paid())
        bookings.then()
    bookings.given(held())
    bookings.passes(WITHIN)
    bookings.then(BookingRequested(**PICKED, attempt=2, others=True))
    bookings.when(paid())
    bookings.then_nothing()


@pytest.mark.parametrize("wish", [BEST, WHO | {"ticket_type": "standing", "quantity": 2}])
def test_without_that_news_it_asks_for_what_it_had_wished(bookings: Bench, wish: dict[str, Any]) -> None:
    """That had been heard, and dropped, before it was noted: nothing is to come any more."""
    bookings.given(RequestBooking(**wish))
    bookings.passes(HOLD)
    bookings.given(paid())
    bookings.passes(WITHIN)
    bookings.then(BookingRequested(**wish, attempt=2, others=True))
    bookings.when(held())
    bookings.then_nothing()


def test_places_without_a_number_are_confirmed_then(bookings: Bench) -> None:
    wish: dict[str, Any] = WHO | {"ticket_type": "standing", "quantity": 2}
    bookings.given(RequestBooking(**wish))
    bookings.passes(HOLD)
    bookings.given(paid())
    bookings.passes(WITHIN)
    bookings.when(SeatsHeld(**wish, **PRICE, attempt=2, stock_seq=2))
    bookings.then(BookingConfirmed(**wish, **PRICE, stock_seq=2))


def test_seats_that_were_never_named_are_offered_at_the_price_that_was_paid(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST))
    bookings.passes(HOLD)
    bookings.given(paid())
    bookings.passes(WITHIN)
    bookings.given(held(attempt=2))
    assert state(bookings) == "offered"


def test_a_second_copy_changes_nothing(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST), held())
    bookings.when(held())
    bookings.then_nothing()
    bookings.given(declined())
    assert state(bookings) == "cancelled"
