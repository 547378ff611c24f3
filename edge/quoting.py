"""What cancelling would give back, from what the door shows of a booking and its event."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from contracts.prices import shares
from contracts.quotes import cancellable_until, quote


class Booking(msgspec.Struct):
    id: str
    state: str
    price: int | None = None
    by_hand: bool = False
    granted: int = 0
    """What goes back, or went, without cancelling."""
    seats: list[str] = []
    quantity: int = 0
    shares: tuple[int, ...] = ()
    """What each ticket cost; empty where all cost the same..."""
    returned: list[int] = []
    """...the numbers of those whose money was granted back..."""
    given_up: list[int] = []
    """...and of those that are void."""
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


def quoted_tickets(booking: bytes, event: bytes | None, tickets: list[int], now: datetime) -> bytes:
    one = msgspec.json.decode(booking, type=Booking)
    whole = _quoted(one, msgspec.json.decode(event or b"{}", type=Event), now)
    size = len(one.seats) or one.quantity
    good = [number for number in range(1, size + 1) if number not in one.given_up]
    named = sorted({*tickets}) or good
    known = one.state == "confirmed" and {*named} <= {*good}
    left = (one.price or 0) - one.granted if known else 0
    each = shares(one.price or 0, size, one.shares)
    cost = sum(each[number - 1] for number in named if known and number not in one.returned)
    refund = left if named == good else min(left, cost)
    return msgspec.json.encode(whole | {"tickets": named, "allowed": known and whole["allowed"], "refund": refund})


def _quoted(booking: Booking, event: Event, now: datetime) -> dict[str, Any]:
    starts_at = None if event.state == "postponed" else event.starts_at
    before = None if event.cancel_before is None else timedelta(seconds=event.cancel_before)
    until = cancellable_until(starts_at, before, booking.refund_until)
    said = quote(booking.state, (booking.price or 0) - booking.granted, until, now)
    return {
        "booking_id": booking.id, "state": booking.state, "allowed": said.allowed, "refund": said.refund,
        "currency": booking.currency, "until": said.until, "cancel_before": event.cancel_before,
        "refund_until": booking.refund_until, "by_hand": booking.by_hand,
    }  # fmt: skip
