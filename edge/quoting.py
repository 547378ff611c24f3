"""What cancelling would give back, from what the door shows of a booking and its event."""

from collections.abc import Iterable
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

    @property
    def size(self) -> int:
        return len(self.seats) or self.quantity

    @property
    def good(self) -> list[int]:
        """The numbers of its tickets that are not void."""
        return [number for number in range(1, self.size + 1) if number not in self.given_up]


class Event(msgspec.Struct):
    """One that the views have not heard of yet has no rule."""

    state: str = ""
    starts_at: datetime | None = None
    cancel_before: int | None = None


def tickets_of(booking: bytes) -> list[str]:
    """Those of it that are good, as gates name them."""
    one = msgspec.json.decode(booking, type=Booking)
    return [f"{one.id}.{number}" for number in one.good]


def quoted(booking: bytes, event: bytes | None, used: Iterable[str], now: datetime) -> bytes:
    """`used` are those of its tickets by which somebody is in."""
    one, numbers = msgspec.json.decode(booking, type=Booking), numbered(used)
    whole = _quoted(one, msgspec.json.decode(event or b"{}", type=Event), now, bool(numbers))
    return msgspec.json.encode(whole | {"used": numbers})


def numbered(tickets: Iterable[str]) -> list[int]:
    return sorted(int(ticket.rpartition(".")[2]) for ticket in tickets)


def quoted_tickets(
    booking: bytes, event: bytes | None, tickets: list[int], used: Iterable[str], now: datetime
) -> bytes:
    one = msgspec.json.decode(booking, type=Booking)
    whole = _quoted(one, msgspec.json.decode(event or b"{}", type=Event), now)
    named = sorted({*tickets}) or one.good
    known = one.state == "confirmed" and {*named} <= {*one.good}
    left = (one.price or 0) - one.granted if known else 0
    each = shares(one.price or 0, one.size, one.shares)
    cost = sum(each[number - 1] for number in named if known and number not in one.returned)
    refund = left if named == one.good else min(left, cost)
    gone = [number for number in numbered(used) if number in named]
    allowed = known and not gone and whole["allowed"]
    return msgspec.json.encode(whole | {"tickets": named, "allowed": allowed, "refund": refund, "used": gone})


def _quoted(booking: Booking, event: Event, now: datetime, used: bool = False) -> dict[str, Any]:
    starts_at = None if event.state == "postponed" else event.starts_at
    before = None if event.cancel_before is None else timedelta(seconds=event.cancel_before)
    until = cancellable_until(starts_at, before, booking.refund_until)
    said = quote(booking.state, (booking.price or 0) - booking.granted, until, now, used)
    return {
        "booking_id": booking.id, "state": booking.state, "allowed": said.allowed, "refund": said.refund,
        "currency": booking.currency, "until": said.until, "cancel_before": event.cancel_before,
        "refund_until": booking.refund_until, "by_hand": booking.by_hand,
    }  # fmt: skip
