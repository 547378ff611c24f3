from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import (
    cancel,
    confirmed,
    declined,
    event_cancelled,
    expired,
    held,
    is_cancelled,
    is_settling,
    paid,
    published,
    request,
    requested,
    settling,
    state,
    timers,
)
from tests.handlers.bookings.test_change_event import changed

WEEK = timedelta(days=7)


@pytest.fixture
def slow(bookings: Bench) -> Bench:
    """The booking awaits settlement."""
    bookings.given(request(), held(), settling())
    return bookings


def test_a_slow_payment_keeps_the_seats_for_a_week(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(settling())
    bookings.then(is_settling(bookings.now + WEEK))
    bookings.passes(WEEK - timedelta(seconds=1))
    assert state(bookings) == "settling"


def test_the_seats_are_kept_until_a_day_before_the_start_at_latest(bookings: Bench) -> None:
    bookings.given(published(starts_at=START + timedelta(days=3)), request(), held())
    bookings.when(settling())
    bookings.then(is_settling(START + timedelta(days=2)))


def test_a_slow_payment_for_an_event_that_starts_soon_keeps_the_seats_no_longer(bookings: Bench) -> None:
    bookings.given(published(starts_at=START + timedelta(hours=3)), request(), held())
    bookings.when(settling())
    bookings.then(is_settling(START + timedelta(minutes=10)))


def test_a_slow_payment_told_twice_is_one(slow: Bench) -> None:
    slow.when(settling())
    slow.then_nothing()


def test_a_slow_payment_before_the_booking_is_held_is_early(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(settling())
    bookings.then_early()


@pytest.mark.parametrize(("end", "is_so"), [(paid(), "confirmed"), (cancel(), "cancelled")])
def test_a_slow_payment_told_after_the_end_changes_nothing(bookings: Bench, end: object, is_so: str) -> None:
    bookings.given(request(), held(), end)
    bookings.when(settling())
    bookings.then_nothing()
    assert state(bookings) == is_so


def test_its_success_confirms(slow: Bench) -> None:
    slow.when(paid())
    slow.then(confirmed())
    assert timers(slow) == []


def test_its_failure_releases(slow: Bench) -> None:
    slow.when(declined())
    slow.then(is_cancelled("declined"))
    assert timers(slow) == []


def test_its_deadline_releases_and_money_after_it_is_late_money(slow: Bench) -> None:
    slow.passes(WEEK)
    slow.then(expired())
    slow.when(paid())
    slow.then(requested(attempt=2, others=True))


def test_its_buyer_may_give_it_up(slow: Bench) -> None:
    slow.when(cancel(refund=0))
    slow.then(is_cancelled("buyer"))


def test_another_start_moves_its_deadline_but_never_beyond_the_week(slow: Bench) -> None:
    for days, kept in ((3, 2), (6, 5), (90, 7)):
        slow.given(changed("starts_at", starts_at=START + timedelta(days=days)))
        slow.passes(timedelta())
        booking = slow.row(Booking, "e1", "e1-b1")
        assert booking and booking.deadline == START + timedelta(days=kept)
    slow.passes(WEEK)
    slow.then(expired())


def test_a_start_that_is_now_too_soon_ends_it(slow: Bench) -> None:
    slow.given(changed("starts_at", starts_at=START + timedelta(hours=1)))
    slow.passes(timedelta())
    assert state(slow) == "expired"


def test_it_ends_with_its_event(slow: Bench) -> None:
    slow.given(event_cancelled())
    slow.passes(timedelta())
    assert (state(slow), timers(slow)) == ("cancelled", [])
