from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Early, Timer
from contracts.bookings import BookingDue, BookingSettling
from contracts.payments import PaymentSettling
from handlers.bookings.keep import awaited, kept
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings
from handlers.bookings.settings import settings


@bookings.step
def payment_settling(
    said: PaymentSettling, booking: Booking, sale: Sale | None, now: datetime
) -> Iterator[Booking | BookingSettling | BookingDue | Timer | Early]:
    """Never kept shorter than it was held before."""
    match booking.state:
        case "requested":
            yield Early()
        case "held":
            slow = booking.to("settling", keep_until=now + settings().settle_window)
            yield (slow := kept(slow, sale, booking.deadline))
            yield from awaited(slow, now)
