"""Seats that the booking did not name become its own once they are held."""

from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import (
    BookingCancelled,
    BookingConfirmed,
    BookingRequested,
    RefundBooking,
    RefundGranted,
    RequestBooking,
)
from contracts.inventory import SeatsHeld
from contracts.payments import PaymentCleared
from contracts.prices import Breakdown, Line
from handlers.bookings.paid_unheard import WITHIN
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import HOLD, OF, PRICE, WHO, accept, cancel, declined, paid, published, state

BEST: dict[str, Any] = WHO | {"ticket_type": "seated", "quantity": 2}
PICKED: dict[str, Any] = BEST | {"seats": ("stalls-A1", "stalls-A2")}
CLEARED = PaymentCleared(**WHO, **PRICE, provider_id="pi_1")


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


@pytest.mark.parametrize("money", [[paid()], [paid().model_copy(update={"provisional": True}), CLEARED]])
def test_seats_that_were_never_named_are_offered_at_the_price_that_was_paid(bookings: Bench, money: list[Any]) -> None:
    bookings.given(RequestBooking(**BEST))
    bookings.passes(HOLD)
    bookings.given(*money)
    bookings.passes(WITHIN)
    bookings.given(held(attempt=2))
    assert state(bookings) == "offered"


def test_money_that_was_cleared_before_that_told_a_price_goes_back(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST))
    bookings.passes(HOLD)
    bookings.given(PaymentCleared(**WHO, provider_id="pi_1"))
    bookings.passes(WITHIN)
    bookings.when(held(attempt=2))
    bookings.then(BookingCancelled(**PICKED, currency="", reason="paid_too_late", stock_seq=2))


def test_an_accepted_offer_of_such_seats_costs_what_each_of_them_costs(bookings: Bench) -> None:
    """Two tickets for 15.00, and a programme for 20.00 along with them."""
    whole = Breakdown(net=5_000, total=5_000)
    priced = held(attempt=2).model_copy(update={"breakdown": whole, "lines": (Line(net=1_500, total=1_500),) * 2})
    bookings.given(published(organiser_id="olga"), RequestBooking(**BEST))
    bookings.passes(HOLD)
    bookings.given(paid())
    bookings.passes(WITHIN)
    bookings.given(priced)
    bookings.when(accept())
    bookings.then(BookingConfirmed(**PICKED, **PRICE, breakdown=whole, shares=(1_500, 1_500), stock_seq=2))
    bookings.when(RefundBooking(**OF, asker_id="olga", tickets=(1,)))
    amounts = {"amount": 1_500, "total": 1_500, "currency": "EUR"}
    bookings.then(RefundGranted(**WHO, refund_id="1", **amounts, tickets=(1,)))


def test_a_second_copy_changes_nothing(bookings: Bench) -> None:
    bookings.given(RequestBooking(**BEST), held())
    bookings.when(held())
    bookings.then_nothing()
    bookings.given(declined())
    assert state(bookings) == "cancelled"
