from datetime import timedelta

from choreography.testing import START, Bench
from handlers.bookings.own import Expire
from tests.handlers.bookings.saying import WHO, expired, held, paid, request, state


def test_a_booking_whose_seats_nobody_answers_for_expires(bookings: Bench) -> None:
    bookings.given(request())
    bookings.passes(timedelta(seconds=30))
    bookings.then(expired(stock_seq=0))


def test_an_unpaid_booking_expires_when_its_hold_ends(bookings: Bench) -> None:
    bookings.given(request())
    bookings.passes(timedelta(seconds=29))
    bookings.given(held())
    bookings.passes(timedelta(minutes=9, seconds=59))
    assert state(bookings) == "held"
    bookings.passes(timedelta(seconds=1))
    bookings.then(expired())


def test_a_timer_set_for_another_deadline_is_ignored(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(Expire(**WHO, deadline=START + timedelta(seconds=30)))
    bookings.then_nothing()
    assert state(bookings) == "held"


def test_a_paid_booking_never_expires(bookings: Bench) -> None:
    bookings.given(request(), held(), paid())
    bookings.when(Expire(**WHO, deadline=START + timedelta(minutes=10)))
    bookings.then_nothing()


def test_a_booking_expires_once(bookings: Bench) -> None:
    bookings.given(request())
    bookings.passes(timedelta(seconds=30))
    bookings.when(Expire(**WHO, deadline=START + timedelta(seconds=30)))
    bookings.then_nothing()
