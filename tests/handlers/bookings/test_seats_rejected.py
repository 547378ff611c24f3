from datetime import timedelta

from choreography.testing import Bench
from contracts.bookings import BookingRejected
from tests.handlers.bookings.saying import WHO, cancel, held, paid, rejected, request, state, timers


def test_a_booking_whose_seats_are_gone_is_rejected(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(rejected())
    bookings.then(BookingRejected(**WHO, reason="taken", lost=("stalls-A1",), stock_seq=7))
    assert (state(bookings), timers(bookings)) == ("rejected", [])


def test_a_rejection_said_twice_is_heard_once(bookings: Bench) -> None:
    bookings.given(request(), rejected())
    bookings.when(rejected())
    bookings.then_nothing()


def test_a_rejection_before_the_request_is_known_is_early(bookings: Bench) -> None:
    bookings.when(rejected())
    bookings.then_early()


def test_a_rejection_after_the_end_changes_nothing(bookings: Bench) -> None:
    bookings.given(request(), cancel())
    bookings.when(rejected())
    bookings.then_nothing()


def test_the_rejection_of_an_old_attempt_is_ignored(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.passes(timedelta(minutes=10))
    bookings.given(paid())
    bookings.when(rejected(attempt=1))
    bookings.then_nothing()
