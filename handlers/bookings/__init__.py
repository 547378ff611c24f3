"""Bookings: the one authority on whether a booking is confirmed, expired or cancelled."""

from handlers.bookings import (
    cancel_booking,
    cancel_event,
    expire_booking,
    payment_failed,
    payment_succeeded,
    request_booking,
    seats_held,
    seats_rejected,
)
from handlers.bookings.service import bookings

__all__ = [
    "bookings",
    "cancel_booking",
    "cancel_event",
    "expire_booking",
    "payment_failed",
    "payment_succeeded",
    "request_booking",
    "seats_held",
    "seats_rejected",
]
