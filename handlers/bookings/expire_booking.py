from collections.abc import Iterator

from contracts.bookings import BookingExpired
from handlers.bookings.own import Expire
from handlers.bookings.rows import UNPAID, Booking
from handlers.bookings.service import bookings


@bookings.step
def expire_booking(due: Expire, booking: Booking) -> Iterator[Booking | BookingExpired]:
    """The timer names the deadline that it was set for; if that has moved, another timer knows."""
    if booking.state in ("requested", *UNPAID) and booking.deadline == due.deadline:
        yield booking.to("expired")
        yield BookingExpired.of(booking)
