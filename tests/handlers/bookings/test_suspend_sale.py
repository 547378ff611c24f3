from datetime import timedelta

from choreography.testing import Bench
from contracts.bookings import BookingRejected
from contracts.catalog import SalesReinstated, SalesSuspended
from handlers.bookings import bookings as service
from handlers.bookings.rows import Sale
from tests.handlers.bookings.saying import WHO, confirmed, held, paid, published, request, requested, state

SUSPENDED, REINSTATED = SalesSuspended(event_id="e1", turn=1), SalesReinstated(event_id="e1", turn=2)


def test_a_suspended_organisers_sale_takes_no_bookings(bookings: Bench) -> None:
    bookings.given(SUSPENDED)
    bookings.when(request())
    bookings.then(BookingRejected(**WHO, reason="organiser_suspended"))


def test_who_is_reinstated_sells_again(bookings: Bench) -> None:
    bookings.given(SUSPENDED, REINSTATED)
    bookings.when(request())
    bookings.then(requested())


def test_a_suspension_that_comes_behind_its_end_changes_nothing(bookings: Bench) -> None:
    bookings.given(REINSTATED, SUSPENDED)
    bookings.when(request())
    bookings.then(requested())


def test_what_is_held_may_be_paid_for_meanwhile(bookings: Bench) -> None:
    bookings.given(request(), held(), SUSPENDED)
    bookings.when(paid())
    assert bookings.said()[0] == confirmed() and state(bookings) == "confirmed"


def test_a_second_copy_changes_nothing(bookings: Bench) -> None:
    bookings.when(SUSPENDED, id="s")
    bookings.when(SUSPENDED, id="s")
    bookings.then_nothing()


def test_before_its_publication_it_waits() -> None:
    bench = Bench(service)
    bench.when(SUSPENDED)
    bench.then_early()
    bench.given(published())
    bench.passes(timedelta())
    sale = bench.row(Sale, "e1")
    assert sale and sale.suspended
