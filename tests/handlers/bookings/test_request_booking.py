from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.bookings import BookingRejected
from handlers.bookings import bookings as service
from tests.handlers.bookings.saying import WHO, event_cancelled, held, published, request, requested, state, timers


def test_a_booking_asks_for_its_seats_and_gets_a_deadline(bookings: Bench) -> None:
    bookings.when(request())
    bookings.then(requested())
    assert (state(bookings), timers(bookings)) == ("requested", ["expire"])


def test_a_second_copy_asks_for_nothing(bookings: Bench) -> None:
    bookings.when(request(), id="c1")
    bookings.when(request(), id="c1")
    bookings.then_nothing()


def test_a_booking_that_exists_is_not_opened_again(bookings: Bench) -> None:
    bookings.given(request(), held())
    bookings.when(request())
    assert (bookings.said(), state(bookings)) == ([], "held")


@pytest.mark.parametrize("asked_at", [START - timedelta(seconds=1), START + timedelta(days=1)])
def test_outside_the_sale_window_nothing_is_sold(bookings: Bench, asked_at: object) -> None:
    assert isinstance(asked_at, type(START))
    bookings.when(request(), at=asked_at)
    bookings.then(BookingRejected(**WHO, reason="not_on_sale"))


def test_the_window_is_judged_by_when_the_buyer_asked(bookings: Bench) -> None:
    bookings.passes(timedelta(days=2))
    bookings.when(request(), at=START + timedelta(hours=23))
    bookings.then(requested())


def test_a_cancelled_event_sells_nothing(bookings: Bench) -> None:
    bookings.given(event_cancelled())
    bookings.when(request())
    bookings.then(BookingRejected(**WHO, reason="event_cancelled"))


def test_who_is_ahead_of_the_publication_waits_for_it() -> None:
    bench = Bench(service)
    bench.when(request())
    bench.then_early()
    bench.given(published())
    bench.passes(timedelta(0))
    bench.then(requested())
    assert state(bench) == "requested"


def test_a_second_copy_that_comes_while_the_first_waits_asks_for_nothing_more() -> None:
    bench = Bench(service)
    bench.given(request())
    bench.when(request(), id="c1")
    bench.when(request(), id="c1")
    bench.then_nothing()
    bench.given(published())
    bench.passes(timedelta(0))
    assert (state(bench), timers(bench), bench.waits()[1:]) == ("requested", ["expire"], [])


def test_an_event_nobody_published_sells_nothing() -> None:
    bench = Bench(service)
    bench.given(request())
    bench.passes(timedelta(seconds=4.9))
    bench.then_early()
    bench.passes(timedelta(seconds=0.1))
    bench.then_refused("not_found")


def test_a_publication_that_comes_after_the_refusal_does_not_bring_the_request_back() -> None:
    bench = Bench(service)
    bench.given(request())
    bench.passes(timedelta(seconds=5))
    bench.given(published())
    bench.when(request(), id="another")
    bench.then(requested())


def test_a_publication_that_comes_after_the_cancellation_opens_nothing() -> None:
    bench = Bench(service)
    bench.given(event_cancelled(), published())
    bench.when(request())
    bench.then(BookingRejected(**WHO, reason="event_cancelled"))
