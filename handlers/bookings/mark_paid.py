from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import (
    BookingAffected,
    BookingConfirmed,
    BookingForbidden,
    BookingMarkedPaid,
    BookingNotMarkedPaid,
    MarkPaid,
)
from handlers.bookings.confirm import confirmed
from handlers.bookings.rows import UNPAID, Booking, Sale
from handlers.bookings.service import bookings

Outcome = Iterator[
    Booking
    | BookingMarkedPaid
    | BookingConfirmed
    | BookingAffected
    | BookingNotMarkedPaid
    | BookingForbidden
    | Withdraw
]


@bookings.step
def mark_paid(asked: MarkPaid, booking: Booking, sale: Sale) -> Outcome:
    """Whichever comes first confirms it, this or the provider's money; payments gives the other back."""
    if not sale.obeys(asked):
        yield BookingForbidden.of(asked)
        return
    if booking.state not in UNPAID:
        yield BookingNotMarkedPaid.of(booking, state=booking.state)
        return
    yield BookingMarkedPaid.of(booking, price=booking.price, currency=booking.currency)
    yield from confirmed(booking.to("confirmed", by_hand=True), sale)
    yield Withdraw("expire", booking.booking_id)
