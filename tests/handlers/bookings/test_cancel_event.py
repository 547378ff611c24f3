from datetime import timedelta

from choreography.row import Page
from choreography.testing import Bench
from contracts.bookings import RequestBooking
from handlers.bookings.own import CancelBookingsAfter, CancelWithEvent
from handlers.bookings.rows import Booking
from tests.handlers.bookings.saying import WHO, event_cancelled, held, is_cancelled, rejected, request, state, timers


def booking(number: int) -> RequestBooking:
    return RequestBooking(
        event_id="e1", booking_id=f"e1-{number:04}", buyer_id="ben", ticket_type="standing", quantity=1
    )


def states(bench: Bench) -> set[str]:
    return {row.state for row in bench.books.rows[Booking].values() if isinstance(row, Booking)}


def test_every_booking_of_a_cancelled_event_is_cancelled_over_several_pages(bookings: Bench) -> None:
    bookings.given(*(booking(n) for n in range(Page.SIZE + 5)))
    bookings.given(event_cancelled())
    bookings.passes(timedelta())
    assert states(bookings) == {"cancelled"}
    assert timers(bookings) == []


def test_a_booking_that_is_over_stays_as_it_is(bookings: Bench) -> None:
    bookings.given(request(), rejected(), event_cancelled())
    bookings.passes(timedelta())
    assert state(bookings) == "rejected"


def test_an_event_cancelled_twice_goes_through_its_bookings_once(bookings: Bench) -> None:
    bookings.given(event_cancelled())
    bookings.when(event_cancelled())
    bookings.then_nothing()


def test_a_page_done_again_cancels_nothing_twice(bookings: Bench) -> None:
    bookings.given(request(), held(), event_cancelled())
    bookings.when(CancelWithEvent(**WHO))
    bookings.then(is_cancelled("event_cancelled"))
    bookings.when(CancelWithEvent(**WHO))
    bookings.then_nothing()


def test_behind_the_last_booking_there_is_no_further_page(bookings: Bench) -> None:
    bookings.given(request())
    bookings.when(CancelBookingsAfter(event_id="e1", after="e1-b1"))
    bookings.then_nothing()
