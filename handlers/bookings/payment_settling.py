from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Early, Timer
from contracts.bookings import BookingSettling
from contracts.payments import PaymentSettling
from handlers.bookings.own import Expire
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings
from handlers.bookings.settings import settings


@bookings.step
def payment_settling(
    said: PaymentSettling, booking: Booking, sale: Sale | None, now: datetime
) -> Iterator[Booking | BookingSettling | Timer | Early]:
    match booking.state:
        case "requested":
            yield Early()
        case "held":
            deadline = kept_until(booking, sale, now)
            yield booking.to("settling", deadline=deadline)
            yield BookingSettling.of(booking, expires_at=deadline)
            yield Timer("expire", deadline, Expire.of(said, deadline=deadline))


def kept_until(booking: Booking, sale: Sale | None, now: datetime) -> datetime:
    """Never shorter than it was held before; a postponed event has no start."""
    until = now + settings().settle_window
    if sale and sale.starts_at and not sale.postponed:
        until = min(until, sale.starts_at - settings().settle_before)
    return max(until, booking.deadline)
