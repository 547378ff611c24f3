from datetime import timedelta

from choreography.testing import Bench
from tests.handlers.bookings.saying import (
    confirmed,
    declined,
    held,
    is_cancelled,
    never_made,
    paid,
    request,
    state,
    timers,
)


def test_the_money_of_a_held_booking_confirms_it(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(paid())
    bookings.then(confirmed())
    assert timers(bookings) == []


def test_money_that_comes_twice_confirms_once(bookings: Bench) -> None:
    bookings.given(request(), held(), paid())
    bookings.when(paid())
    bookings.then_nothing()


def test_money_before_the_booking_is_held_is_early(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(paid())
    bookings.then_early()
    bookings.given(held())
    bookings.passes(timedelta())
    assert state(bookings) == "confirmed"


def test_a_declined_card_ends_a_held_booking(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(declined())
    bookings.then(is_cancelled("declined"))
    assert timers(bookings) == []


def test_what_the_provider_would_not_take_ends_it_and_blames_no_card(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(never_made())
    bookings.then(is_cancelled("not_chargeable"))
    bookings.when(never_made())
    bookings.then_nothing()


def test_a_decline_before_the_booking_is_held_is_early(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(declined())
    bookings.then_early()


def test_a_decline_after_the_end_changes_nothing(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.passes(timedelta(minutes=10))
    bookings.when(declined())
    bookings.then_nothing()
    assert state(bookings) == "expired"
