"""A booking with a code has the use of it first, then its seats."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.bookings import (
    BookingCancelled,
    BookingExpired,
    BookingRejected,
    BookingRequested,
    DiscountRequested,
    RequestBooking,
    UseOfCode,
)
from contracts.prices import Discount
from contracts.promotions import DiscountGranted, DiscountRefused, promotion_id
from handlers.bookings import bookings as service
from handlers.bookings.rows import Booking, Turn
from tests.handlers.bookings.saying import HOLD, WHAT, WHO, cancel, held, paid, published, rejected, state, timers

ID = promotion_id("olga", "SPRING")
OFF = Discount(code="SPRING", percent=1_000)
ASKED = UseOfCode(promotion_id=ID)
HAS = ASKED.had()


@pytest.fixture
def bookings() -> Bench:
    bench = Bench(service)
    bench.given(published(organiser_id="olga"))
    return bench


def request(code: str = "spring") -> RequestBooking:
    return RequestBooking(**WHAT, code=code)


def asks(attempt: int = 1) -> DiscountRequested:
    return DiscountRequested(**WHO, promotion_id=ID, attempt=attempt)


def granted(attempt: int = 1) -> DiscountGranted:
    return DiscountGranted(**WHO, attempt=attempt, discount=OFF)


def refused(attempt: int = 1, reason: str = "code_used_up") -> DiscountRefused:
    return DiscountRefused(**WHO, attempt=attempt, reason=reason)


def requested(attempt: int = 1) -> BookingRequested:
    return BookingRequested(**WHAT, attempt=attempt, discount=OFF)


def expires(bench: Bench) -> None:
    bench.passes(HOLD)


def test_who_gives_a_code_asks_for_it_before_the_seats(bookings: Bench) -> None:
    bookings.when(request())
    bookings.then(asks())
    assert (state(bookings), timers(bookings)) == ("requested", ["expire"])


def test_whoever_has_the_use_asks_for_the_seats_with_what_comes_off(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(granted())
    bookings.then(requested())


def test_a_grant_said_twice_asks_once(bookings: Bench) -> None:
    bookings.given(request(), granted())
    bookings.when(granted())
    bookings.then_nothing()


@pytest.mark.parametrize("answer", [granted(), refused()])
def test_an_answer_before_the_request_is_known_is_early(bookings: Bench, answer: Any) -> None:
    bookings.when(answer)
    bookings.then_early()


def test_whoever_has_no_use_is_rejected_and_holds_nothing(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(refused())
    bookings.then(BookingRejected(**WHO, reason="code_used_up"))
    assert (state(bookings), timers(bookings)) == ("rejected", [])
    bookings.when(refused())
    bookings.then_nothing()


def test_whoever_has_no_use_has_the_turn_back() -> None:
    bench, turn = Bench(service), Turn("e1", "ben", held_until())
    bench.given(published(organiser_id="olga"), turn.but(booking_id="e1-b1"), booking())
    bench.when(refused())
    bench.then_rows(turn)


def held_until() -> Any:
    return published().sale_closes


def booking() -> Booking:
    return Booking(
        "e1", "e1-b1", "ben", "requested", ("stalls-A1",), "", 0, held_until(), code="spring", use=ASKED,
    )  # fmt: skip


@pytest.mark.parametrize("answer", [granted(), refused()])
def test_an_answer_after_the_end_changes_nothing(bookings: Bench, answer: Any) -> None:
    bookings.given(request(), cancel())
    bookings.when(answer)
    bookings.then_nothing()


def test_whoever_gives_up_before_the_answer_says_that_no_seats_were_asked_for(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(cancel())
    bookings.then(BookingCancelled(**WHAT, reason="buyer", use=ASKED))


def test_a_code_that_nobody_answers_for_expires_the_booking(bookings: Bench) -> None:
    bookings.given(request())
    bookings.passes(timedelta(seconds=30))
    bookings.then(BookingExpired(**WHAT, use=ASKED))


def test_whose_seats_are_gone_gives_the_use_back(bookings: Bench) -> None:
    bookings.given(request(), granted())
    bookings.when(rejected())
    bookings.then(BookingRejected(**WHO, reason="taken", lost=("stalls-A1",), stock_seq=7, use=HAS))


def test_late_money_asks_for_the_code_again_and_then_for_the_seats(bookings: Bench) -> None:
    bookings.given(request(), granted(), held())
    expires(bookings)
    bookings.when(paid())
    bookings.then(asks(2))
    bookings.when(granted(1))
    bookings.then_nothing()
    bookings.when(granted(2))
    bookings.then(requested(2).model_copy(update={"others": True}))


def test_late_money_whose_code_is_anothers_goes_back(bookings: Bench) -> None:
    bookings.given(request(), granted(), held())
    expires(bookings)
    bookings.given(paid())
    bookings.when(refused(2))
    bookings.then(BookingCancelled(**WHAT, reason="paid_too_late", use=ASKED.again(), stock_seq=2))
    assert state(bookings) == "cancelled"
