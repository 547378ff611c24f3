from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import (
    BookingAffected,
    BookingConfirmed,
    BookingForbidden,
    BookingMarkedPaid,
    BookingNotMarkedPaid,
    MarkPaid,
    SecondPersonNeeded,
)
from handlers.bookings.confirm import confirmed
from handlers.bookings.rows import UNPAID, Booking, Sale
from handlers.bookings.service import bookings
from handlers.bookings.two_people import proposed, settled, waits

Outcome = Iterator[
    Booking
    | BookingMarkedPaid
    | BookingConfirmed
    | BookingAffected
    | BookingNotMarkedPaid
    | BookingForbidden
    | SecondPersonNeeded
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
    if waits(asked, booking, booking.price):
        yield from proposed(asked, booking, booking.price)
        return
    yield BookingMarkedPaid.of(booking)
    yield from confirmed(settled(booking).to("confirmed", by_hand=True), sale)
    yield Withdraw("expire", booking.booking_id)
