from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import (
    BookingAffected,
    BookingConfirmed,
    BookingForbidden,
    BookingMarkedPaid,
    BookingNotMarkedPaid,
    BookingRequested,
    DiscountRequested,
    MarkPaid,
    SecondPersonNeeded,
)
from handlers.bookings.confirm import confirmed
from handlers.bookings.paid_unheard import late
from handlers.bookings.rows import UNPAID, Booking, Sale
from handlers.bookings.service import bookings
from handlers.bookings.two_people import proposed, settled, waits

Outcome = Iterator[
    Booking
    | BookingMarkedPaid
    | BookingConfirmed
    | BookingAffected
    | BookingNotMarkedPaid
    | BookingRequested
    | DiscountRequested
    | BookingForbidden
    | SecondPersonNeeded
    | Withdraw
]


@bookings.step
def mark_paid(asked: MarkPaid, booking: Booking, sale: Sale) -> Outcome:
    """Whichever comes first confirms it, this or the provider's money; payments gives the other back.

    What was to be paid another way and expired is as money that comes late: it asks for its seats once more.
    """
    if not sale.obeys(asked):
        yield BookingForbidden.of(asked)
        return
    too_late = booking.state == "expired" and booking.offline and booking.price > 0
    if booking.state not in UNPAID and not too_late:
        yield BookingNotMarkedPaid.of(booking, state=booking.state)
        return
    if waits(asked, booking, booking.price):
        yield from proposed(asked, booking, booking.price)
        return
    yield BookingMarkedPaid.of(booking)
    paid = settled(booking).but(by_hand=True)
    if too_late:
        yield from late(paid)
        return
    yield from confirmed(paid.to("confirmed"), sale)
    yield Withdraw("expire", booking.booking_id)
