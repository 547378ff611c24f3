from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import BookingCancellationForbidden, BookingCancellationRefused, BookingCancelled, CancelBooking
from handlers.bookings.rows import OVER, Booking
from handlers.bookings.service import bookings


@bookings.step
def cancel_booking(
    asked: CancelBooking, booking: Booking
) -> Iterator[Booking | BookingCancelled | BookingCancellationForbidden | BookingCancellationRefused | Withdraw]:
    if asked.buyer_id != booking.buyer_id:
        yield BookingCancellationForbidden.of(asked)
        return
    if booking.state in OVER:
        yield BookingCancellationRefused.of(asked, state=booking.state)
        return
    yield booking.to("cancelled")
    yield BookingCancelled.of(booking, reason="buyer")
    yield Withdraw("expire", booking.booking_id)
