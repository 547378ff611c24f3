"""What cancelling would give back, from what the door shows of a booking and its event."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from contracts.quotes import cancellable_until, quote


class Booking(msgspec.Struct):
    id: str
    state: str
    price: int | None = None
    by_hand: bool = False
    granted: int = 0
    """What goes back, or went, without cancelling."""
    currency: str = ""
    refund_until: datetime | None = None


class Event(msgspec.Struct):
    """One that the views have not heard of yet has no rule."""

    state: str = ""
    starts_at: datetime | None = None
    cancel_before: int | None = None


def quoted(booking: bytes, event: bytes | None, now: datetime) -> bytes:
    return msgspec.json.encode(
        _quoted(msgspec.json.decode(booking, type=Booking), msgspec.json.decode(event or b"{}", type=Event), now)
    )


def _quoted(booking: Booking, event: Event, now: datetime) -> dict[str, Any]:
    starts_at = None if event.state == "postponed" else event.starts_at
    before = None if event.cancel_before is None else timedelta(seconds=event.cancel_before)
    until = cancellable_until(starts_at, before, booking.refund_until)
    said = quote(booking.state, 0 if booking.by_hand else (booking.price or 0) - booking.granted, until, now)
    return {
        "booking_id": booking.id, "state": booking.state, "allowed": said.allowed, "refund": said.refund,
        "currency": booking.currency, "until": said.until, "cancel_before": event.cancel_before,
        "refund_until": booking.refund_until,
    }  # fmt: skip
