from datetime import timedelta

import pytest

from choreography.testing import Bench
from tests.handlers.bookings.saying import (
    cancel,
    confirmed,
    event_cancelled,
    held,
    is_cancelled,
    paid,
    rejected,
    request,
    requested,
    state,
)


@pytest.fixture
def too_late(bookings: Bench) -> Bench:
    """The booking expired unpaid."""
    bookings.given(request(), held())
    bookings.passes(timedelta(minutes=10))
    return bookings


def test_late_money_asks_for_the_same_seats_once_more(too_late: Bench) -> None:
    too_late.when(paid())
    too_late.then(requested(attempt=2, others=True))


def test_late_money_said_twice_asks_once(too_late: Bench) -> None:
    too_late.given(paid())
    too_late.when(paid())
    too_late.then_nothing()


def test_seats_still_free_are_sold_to_late_money(too_late: Bench) -> None:
    too_late.given(paid())
    too_late.when(held(attempt=2, stock_seq=9))
    too_late.then(confirmed(stock_seq=9))


def test_seats_gone_send_late_money_back(too_late: Bench) -> None:
    too_late.given(paid())
    too_late.when(rejected(attempt=2))
    too_late.then(is_cancelled("paid_too_late", stock_seq=7))


def test_late_money_for_an_event_cancelled_meanwhile_goes_back(too_late: Bench) -> None:
    too_late.given(event_cancelled())
    too_late.passes(timedelta())
    too_late.given(paid())
    too_late.when(held(attempt=2))
    too_late.then(is_cancelled("event_cancelled"))


def test_a_buyer_may_give_up_while_the_seats_are_asked_for_again(too_late: Bench) -> None:
    too_late.given(paid())
    too_late.when(cancel())
    too_late.then(is_cancelled("buyer"))
    too_late.when(held(attempt=2))
    too_late.then_nothing()
    assert state(too_late) == "cancelled"


def test_money_for_a_cancelled_booking_asks_for_nothing(bookings: Bench) -> None:
    bookings.given(request(), held(), cancel())
    bookings.when(paid())
    bookings.then_nothing()
