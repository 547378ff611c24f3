from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Timer, at
from contracts.bookings import BookingForbidden, BookingRejected, BookingRequested, GiveBooking
from handlers.bookings.own import Expire
from handlers.bookings.request_booking import SEATS_ANSWER_WITHIN, stopped
from handlers.bookings.rows import NEWS_WITHIN, Booking, Sale
from handlers.bookings.service import bookings


@bookings.step
def give_booking(
    asked: GiveBooking, sale: Annotated[Sale, at(within=NEWS_WITHIN)], booking: Booking | None, now: datetime
) -> Iterator[Booking | BookingRequested | BookingRejected | BookingForbidden | Timer]:
    """Before and after the sale too, and without a turn; but of the same stock."""
    if booking:
        return
    if not sale.obeys(asked):
        yield BookingForbidden.of(asked)
        return
    if reason := stopped(sale):
        yield BookingRejected.of(asked, reason=reason)
        return
    deadline = now + SEATS_ANSWER_WITHIN
    yield Booking(
        asked.event_id, asked.booking_id, asked.buyer_id, "requested",
        asked.seats, asked.ticket_type, asked.quantity, deadline, change=sale.changes, complimentary=True,
        add_ons=asked.add_ons,
    )  # fmt: skip
    yield BookingRequested.of(asked, attempt=1, complimentary=True)
    yield Timer("expire", deadline, Expire.of(asked, deadline=deadline))
