from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import Withdraw, at
from contracts.bookings import BookingCancellationForbidden, BookingCancellationRefused, BookingCancelled, CancelBooking
from handlers.bookings.rows import NEWS_WITHIN, OVER, Booking
from handlers.bookings.service import bookings


@bookings.step
def cancel_booking(
    asked: CancelBooking, booking: Annotated[Booking, at(within=NEWS_WITHIN)]
) -> Iterator[Booking | BookingCancelled | BookingCancellationForbidden | BookingCancellationRefused | Withdraw]:
    """It waits as its request may: else one that is given up at once would be held all the same."""
    if asked.buyer_id != booking.buyer_id:
        yield BookingCancellationForbidden.of(asked)
        return
    if booking.state in OVER:
        yield BookingCancellationRefused.of(asked, state=booking.state)
        return
    yield booking.to("cancelled")
    yield BookingCancelled.of(booking, reason="buyer")
    yield Withdraw("expire", booking.booking_id)
