from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingCancellationForbidden, BookingCancellationRefused
from handlers.bookings import bookings as service
from tests.handlers.bookings.saying import (
    WHO,
    cancel,
    held,
    is_cancelled,
    paid,
    published,
    rejected,
    request,
    state,
    timers,
)


@pytest.mark.parametrize("past", [[], [held()], [held(), paid()], [held(price=0)]])
def test_the_buyer_gives_up_whatever_is_not_over(bookings: Bench, past: list[Message]) -> None:
    bookings.given(request(), *past)
    bookings.when(cancel())
    bookings.then(is_cancelled("buyer"))
    assert (state(bookings), timers(bookings)) == ("cancelled", [])


@pytest.mark.parametrize(("past", "over"), [(rejected(), "rejected"), (cancel(), "cancelled")])
def test_what_is_over_is_not_cancelled_again(bookings: Bench, past: Message, over: str) -> None:
    bookings.given(request(), past)
    bookings.when(cancel())
    bookings.then(BookingCancellationRefused(**WHO, state=over))


def test_an_expired_booking_is_not_cancelled(bookings: Bench) -> None:
    bookings.given(request())
    bookings.passes(timedelta(seconds=30))
    bookings.when(cancel())
    bookings.then(BookingCancellationRefused(**WHO, state="expired"))


def test_a_second_copy_cancels_nothing(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(cancel(), id="c1")
    bookings.when(cancel(), id="c1")
    bookings.then_nothing()


def test_cancelling_what_was_never_requested_is_refused_when_it_might_have_come(bookings: Bench) -> None:
    bookings.when(cancel())
    bookings.then_early()
    bookings.passes(timedelta(seconds=5))
    bookings.then_refused("not_found")


def test_a_request_that_waits_for_its_event_is_given_up_behind_it() -> None:
    bench = Bench(service)
    bench.given(request(), cancel(), published())
    bench.passes(timedelta(0))
    assert (state(bench), timers(bench), bench.waits()) == ("cancelled", [], [])


def test_nobody_cancels_the_booking_of_another(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(cancel(buyer_id="eve"))
    bookings.then(BookingCancellationForbidden.of(cancel(buyer_id="eve")))
    assert state(bookings) == "held"
