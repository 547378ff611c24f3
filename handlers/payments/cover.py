"""What somebody gave back by hand, and is more than is left, stands for parts of ours that failed."""

from collections.abc import Sequence

from handlers.payments.owed_yet import within
from handlers.payments.rows import Refund


def in_place_of(found: int, parts: Sequence[Refund]) -> list[tuple[Refund, int]]:
    """Those that come to just that, and how much of each: of the last it may be a piece. None where all are less."""
    failed = [one for one in parts if one.state == "refund_failed" and one.nth >= 0]
    whole = within(failed, found)
    left = found - sum(one.price for one in whole)
    if not left:
        return [(one, one.price) for one in whole]
    others = [one for one in failed if one not in whole]
    return [(one, one.price) for one in whole] + [(others[0], left)] if others else []
