"""What cancelling a booking gives back: public rules, so that it can be said before, and is the same then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

OVER = ("rejected", "expired", "cancelled")
PAID = ("confirmed", "late", "offered")


@dataclass(frozen=True, slots=True)
class Quote:
    """`refund` is in the minor unit."""

    refund: int
    until: datetime | None = None
    """How long it holds while the booking stays as it is, or held; None: without end."""
    allowed: bool = True


def quote(state: str, price: int, until: datetime | None, at: datetime, used: bool = False) -> Quote:
    """All of the money or, once it is too late, no cancelling.

    What nobody has paid for can be given up at any time, and so can seats that are only offered; nothing can once
    somebody came in by it: `used`.
    """
    if state in OVER or used:
        return Quote(0, allowed=False)
    until = None if state == "offered" else until
    owed = price if state in PAID else 0
    if not owed:
        return Quote(0)
    return Quote(owed, until) if until is None or at <= until else Quote(0, until, allowed=False)


def cancellable_until(
    starts_at: datetime | None, cancel_before: timedelta | None, refund_until: datetime | None
) -> datetime | None:
    """By the event's own rule, or by the offer that followed a change of it, whichever is later; None: without end.

    `starts_at` is None while the event has no date.
    """
    if starts_at is None or cancel_before is None:
        return None
    by_rule = starts_at - cancel_before
    return max(by_rule, refund_until) if refund_until else by_rule
