"""What is said when a booking is confirmed."""

from collections.abc import Iterator
from typing import Any

from contracts.bookings import BookingAffected, BookingConfirmed
from handlers.bookings.affected import affected, aware
from handlers.bookings.rows import Booking, Sale


def confirmed(booking: Booking, sale: Sale | None) -> Iterator[Booking | BookingConfirmed | BookingAffected]:
    """Whose event changed between the request and the money is told of it now."""
    change = sale.change if sale else None
    news = change if change and change.number > booking.change else None
    yield aware(booking, news) if news else booking
    yield BookingConfirmed.of(booking, **terms(booking))
    if news:
        yield affected(booking, news)


def terms(booking: Booking) -> dict[str, Any]:
    """What the booking costs, and where in its event's order of changes it stands."""
    told = ("price", "currency", "breakdown", "code", "shares", "stock_seq")
    return {name: getattr(booking, name) for name in told}
