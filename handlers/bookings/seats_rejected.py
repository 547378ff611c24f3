from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import BookingCancelled, BookingRejected
from contracts.inventory import SeatsRejected
from handlers.bookings.rows import Booking
from handlers.bookings.service import bookings


@bookings.step
def seats_rejected(
    rejected: SeatsRejected, booking: Booking
) -> Iterator[Booking | BookingRejected | BookingCancelled | Withdraw]:
    if rejected.attempt != booking.attempt:
        return
    match booking.state:
        case "requested":
            yield booking.to("rejected")
            yield BookingRejected.of(rejected, reason=rejected.reason, lost=rejected.lost, stock_seq=rejected.stock_seq)
            yield Withdraw("expire", booking.booking_id)
        case "late":
            yield booking.to("cancelled")
            yield BookingCancelled.of(booking, reason="paid_too_late")
