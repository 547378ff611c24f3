from datetime import timedelta

from choreography.testing import Bench
from tests.handlers.bookings.saying import (
    cancel,
    confirmed,
    held,
    is_held,
    paid,
    request,
    state,
    timers,
)


def test_held_seats_wait_for_their_money(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(held())
    bookings.then(is_held(bookings))
    assert (state(bookings), timers(bookings)) == ("held", ["expire"])


def test_a_free_booking_is_confirmed_at_once(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(held(price=0))
    bookings.then(confirmed(price=0))
    assert timers(bookings) == []


def test_seats_held_twice_move_nothing(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(held())
    bookings.then_nothing()


def test_seats_held_before_the_request_is_known_are_early(bookings: Bench) -> None:
    bookings.when(held())
    bookings.then_early()
    bookings.given(request())
    bookings.passes(timedelta())
    assert state(bookings) == "held"


def test_seats_held_too_late_do_not_wake_the_booking(bookings: Bench) -> None:
    bookings.given(request(), cancel())
    bookings.when(held())
    bookings.then_nothing()


def test_seats_of_an_old_attempt_are_ignored(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.passes(timedelta(minutes=10))
    bookings.given(paid())
    bookings.when(held(attempt=1))
    bookings.then_nothing()
    assert state(bookings) == "late"
