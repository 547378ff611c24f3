from datetime import timedelta

from choreography.testing import Bench
from contracts.bookings import BookingRejected
from contracts.catalog import CreateEvent, EventPostponed, EventRescheduled
from handlers.bookings import bookings as service
from handlers.bookings.rows import Sale
from tests.handlers.bookings.saying import WHO, confirmed, held, paid, published, request, requested, state

DAY = timedelta(days=1)
POSTPONED = EventPostponed(event_id="e1", reason="storm")


def rescheduled(bench: Bench) -> EventRescheduled:
    """It sells for ten days more."""
    sale, starts = published(), bench.now + 10 * DAY
    times = {"sale_opens": sale.sale_opens, "sale_closes": starts, "starts_at": starts, "ends_at": starts + DAY}
    asked = CreateEvent(
        event_id="e1", organiser_id="olga", name="Concert", currency="EUR", ticket_types=sale.ticket_types, **times
    )
    return EventRescheduled.of(asked)


def test_a_postponed_sale_takes_no_bookings(bookings: Bench) -> None:
    bookings.given(POSTPONED)
    bookings.when(request())
    bookings.then(BookingRejected(**WHO, reason="not_on_sale"))


def test_a_new_date_lets_it_sell_until_its_new_close(bookings: Bench) -> None:
    bookings.given(POSTPONED)
    bookings.passes(2 * DAY)
    bookings.given(rescheduled(bookings))
    bookings.when(request())
    bookings.then(requested())


def test_what_is_held_may_be_paid_for_meanwhile(bookings: Bench) -> None:
    bookings.given(request(), held(), POSTPONED)
    bookings.when(paid())
    assert bookings.said()[0] == confirmed() and state(bookings) == "confirmed"


def test_a_second_copy_changes_nothing(bookings: Bench) -> None:
    bookings.when(POSTPONED, id="p")
    bookings.when(POSTPONED, id="p")
    bookings.then_nothing()


def test_before_its_publication_it_waits() -> None:
    bench = Bench(service)
    bench.when(POSTPONED)
    bench.then_early()
    bench.given(published())
    bench.passes(timedelta())
    sale = bench.row(Sale, "e1")
    assert sale and sale.postponed
