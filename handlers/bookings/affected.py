"""A booking and a change of its event: what its buyer is told, and that it is told once."""

from contracts.bookings import BookingAffected
from handlers.bookings.rows import Booking, Change


def behind(booking: Booking, change: Change) -> bool:
    """Is it confirmed, and its buyer not told of the change? Whose booking is not confirmed yet is told when it is."""
    return booking.state == "confirmed" and booking.change < change.number


def aware(booking: Booking, change: Change) -> Booking:
    return booking.but(change=change.number, refund_until=change.refund_until)


def affected(booking: Booking, change: Change) -> BookingAffected:
    return BookingAffected.of(
        booking, change=change.number, changed=change.changed, place=change.place, hall=change.hall,
        starts_at=change.starts_at, refund_until=change.refund_until,
    )  # fmt: skip
