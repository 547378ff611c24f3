from collections.abc import Iterator
from datetime import datetime

from contracts.bookings import BookingCancelled, BookingExpired
from handlers.bookings.hold_budget import lapsed
from handlers.bookings.own import Expire
from handlers.bookings.rows import UNPAID, Booking, HoldBudget
from handlers.bookings.service import bookings


@bookings.step
def expire_booking(
    due: Expire, booking: Booking, budget: HoldBudget | None, now: datetime
) -> Iterator[Booking | HoldBudget | BookingExpired | BookingCancelled]:
    """The timer names the deadline that it was set for; if that has moved, another timer knows."""
    if booking.deadline != due.deadline:
        return
    if booking.state in ("requested", *UNPAID):
        yield booking.to("expired")
        yield BookingExpired.of(booking)
        yield from lapsed(booking, budget, now)
    elif booking.state == "offered":
        yield booking.to("cancelled")
        yield BookingCancelled.of(booking, reason="offer_lapsed")
