from collections.abc import Iterator
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Withdraw, at
from contracts.bookings import BookingCancelled
from contracts.catalog import EventCancelled
from handlers.bookings.own import CancelBookingsAfter, CancelWithEvent
from handlers.bookings.rows import OVER, Booking, Sale
from handlers.bookings.service import bookings


@bookings.step
def close_sale(cancelled: EventCancelled, sale: Sale | None) -> Iterator[Sale | CancelBookingsAfter]:
    """Closed first, so that no booking slips in behind the pages."""
    if sale and sale.closed:
        return
    yield (sale or Sale(cancelled.event_id)).but(closed=True)
    yield CancelBookingsAfter.of(cancelled)


@bookings.step
def cancel_page(
    go_on: CancelBookingsAfter, page: Annotated[Page[Booking], at("event_id", after="after")]
) -> Iterator[CancelWithEvent | CancelBookingsAfter]:
    yield from (CancelWithEvent.of(booking) for booking in page if booking.state not in OVER)
    if page:
        yield CancelBookingsAfter.of(go_on, after=page[-1].booking_id)


@bookings.step
def cancel_with_event(own: CancelWithEvent, booking: Booking) -> Iterator[Booking | BookingCancelled | Withdraw]:
    if booking.state in OVER:
        return
    yield booking.to("cancelled")
    yield BookingCancelled.of(booking, reason="event_cancelled")
    yield Withdraw("expire", booking.booking_id)
