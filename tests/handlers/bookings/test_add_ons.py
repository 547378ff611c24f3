"""What goes along with a booking's tickets: asked for, held, confirmed and cancelled with it."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import (
    BookingCancelled,
    BookingConfirmed,
    BookingExpired,
    BookingHeld,
    BookingRejected,
    BookingRequested,
    RefundBooking,
    RefundGranted,
    TicketsGivenUp,
)
from contracts.inventory import SeatsHeld, SeatsRejected
from contracts.prices import Line
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import HOLD, PRICE, WHO, cancel, paid, published, request

TWO = request().model_copy(update={"seats": ("stalls-A1", "stalls-A2"), "add_ons": {"parking": 1}})
LINES = (Line(net=2_000, total=2_000), Line(net=2_000, total=2_000))


def held(attempt: int = 1) -> SeatsHeld:
    """Of 50.00, 10.00 are for the parking."""
    return SeatsHeld.of(TWO, attempt=attempt, **PRICE, lines=LINES, stock_seq=2)


def refund(*tickets: int, **more: Any) -> RefundBooking:
    return RefundBooking(event_id="e1", booking_id="e1-b1", asker_id="olga", tickets=tickets, **more)


def said(bench: Bench, kind: type[Any]) -> Any:
    return next(one for one in bench.said() if isinstance(one, kind))


@pytest.fixture
def bought(bookings: Bench) -> Bench:
    bookings.given(published(organiser_id="olga"), TWO, held(), paid())
    return bookings


def test_they_are_asked_for_with_the_seats(bookings: Bench) -> None:
    bookings.when(TWO)
    bookings.then(BookingRequested.of(TWO, attempt=1))
    bookings.when(TWO)
    bookings.then_nothing()


def test_whoever_holds_or_has_the_booking_is_told_of_them(bookings: Bench) -> None:
    bookings.given(TWO)
    bookings.when(held())
    assert said(bookings, BookingHeld).add_ons == {"parking": 1}
    bookings.when(paid())
    assert said(bookings, BookingConfirmed).add_ons == {"parking": 1}
    assert said(bookings, BookingConfirmed).shares == (2_000, 2_000)


def test_one_that_is_gone_rejects_the_booking_and_is_named(bookings: Bench) -> None:
    bookings.given(TWO)
    bookings.when(SeatsRejected(**WHO, attempt=1, reason="add_on_sold_out", lost=("parking",)))
    assert said(bookings, BookingRejected).lost == ("parking",)


def test_a_ticket_that_is_given_up_gives_back_what_it_cost_and_no_add_on(bought: Bench) -> None:
    bought.when(refund(1, void=True))
    told = {"refund_id": "1", "amount": 2_000, "total": 2_000, "currency": "EUR", "tickets": (1,)}
    bought.then(RefundGranted(**WHO, **told), TicketsGivenUp.of(TWO, stock_seq=0, tickets=(1,)))
    row = bought.row(Booking, "e1", "e1-b1")
    assert row and (row.add_ons, row.owed) == ({"parking": 1}, 3_000)


def test_with_the_last_ticket_goes_all_that_is_left(bought: Bench) -> None:
    bought.given(refund(1, void=True))
    bought.when(refund(2, void=True, refund=3_000))
    assert said(bought, BookingCancelled).add_ons == {"parking": 1}


def test_a_cancelled_booking_takes_them_along(bought: Bench) -> None:
    bought.when(cancel())
    assert said(bought, BookingCancelled).add_ons == {"parking": 1}


def test_late_money_asks_for_them_again_or_comes_back(bookings: Bench) -> None:
    bookings.given(TWO, held())
    bookings.passes(HOLD + timedelta(seconds=1))
    assert said(bookings, BookingExpired).add_ons == {"parking": 1}
    bookings.when(paid())
    bookings.then(BookingRequested.of(TWO, attempt=2, others=True))
    bookings.when(SeatsRejected(**WHO, attempt=2, reason="add_on_sold_out", lost=("parking",)))
    assert said(bookings, BookingCancelled).reason == "paid_too_late"
