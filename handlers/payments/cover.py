"""What somebody gave back by hand, and is more than is left, stands for parts of ours that failed."""

from collections.abc import Sequence

from handlers.payments.owed_yet import within
from handlers.payments.rows import Refund

Pieces = list[tuple[Refund, int]]
NOTHING_FITS = "nothing_fits"
"""Less of ours failed than was given back by hand: for operators alone."""


def in_place_of(found: int, parts: Sequence[Refund]) -> Pieces:
    """Those that come to just that, and how much of each. None where all are less. What is settled comes last: it has
    not gone either, but for what a bank keeps.
    """
    failed = [one for one in parts if one.state == "refund_failed" and one.nth >= 0]
    settled = [one for one in parts if one.state == "settled" and one.nth >= 0 and "dispute" not in one.settled_by]
    first = pieces(found, failed)
    ours = first + pieces(found - total(first), settled)
    return ours if total(ours) == found else []


def pieces(found: int, parts: Sequence[Refund]) -> Pieces:
    """As many as come to that: of the last it may be a piece."""
    whole = within(parts, found)
    left = found - sum(one.price for one in whole)
    others = [one for one in parts if one not in whole]
    return [(one, one.price) for one in whole] + [(one, left) for one in others[:1] if left]


def total(ours: Pieces) -> int:
    return sum(amount for _, amount in ours)
