"""Two operators decided what becomes of a booking that does not agree with its money."""

from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.payments import CaseDecided
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import WHO, cancel, held, is_cancelled, paid, request, state, timers

ABOUT: dict[str, Any] = WHO | {"provider": "stripe", "case_id": "c", "kind": "not_paid"}
VOID = CaseDecided(**ABOUT, step="void", found=0)


def book(found: int) -> CaseDecided:
    return CaseDecided(**ABOUT, step="book", found=found)


def granted(bench: Bench) -> int:
    row = bench.row(Booking, "e1", "e1-b1")
    assert row
    return row.granted


@pytest.mark.parametrize("past", [(request(), held()), (request(), held(), paid())])
def test_a_booking_that_they_end_is_cancelled_once(bookings: Bench, past: tuple[Message, ...]) -> None:
    bookings.given(*past)
    bookings.when(VOID)
    bookings.then(is_cancelled("books_differ"))
    assert (state(bookings), timers(bookings)) == ("cancelled", [])
    bookings.when(VOID)
    bookings.then_nothing()


def test_one_that_is_over_already_stays_as_it_is(bookings: Bench) -> None:
    bookings.given(request(), held(), cancel())
    bookings.when(VOID)
    bookings.then_nothing()


def test_one_of_a_booking_that_is_not_known_yet_waits_for_it(bookings: Bench) -> None:
    bookings.when(VOID)
    bookings.then_early()


def test_what_went_back_by_hand_is_granted_and_never_more_than_was_paid(bookings: Bench) -> None:
    bookings.given(request(), held(), paid(), book(700))
    assert (granted(bookings), state(bookings)) == (700, "confirmed")
    for again in (book(700), book(300)):
        bookings.when(again)
        bookings.then_nothing()
    bookings.when(book(9_000))
    assert granted(bookings) == 5_000


@pytest.mark.parametrize("step", ["retry", "settle"])
def test_what_concerns_the_money_alone_leaves_it_as_it_is(bookings: Bench, step: str) -> None:
    bookings.given(request(), held(), paid())
    bookings.when(CaseDecided(**ABOUT, step=step, found=300))
    bookings.then_nothing()
