"""In the place of which parts a refund by hand is booked: those that failed first, then those that were settled."""

from typing import Any

import pytest

from handlers.payments.cover import in_place_of
from handlers.payments.rows import Refund


def part(nth: int, price: int, state: Any = "refund_failed", by: str = "") -> Refund:
    return Refund("e1", "e1-b1", str(nth + 1), "ben", "pi_1", price, "EUR", state, nth=nth, settled_by=by)


FAILED, SETTLED = part(1, 2_000), part(0, 1_000, "settled", "re_h")
BY_BANK = part(2, 1_000, "settled", "re_h, dispute")


@pytest.mark.parametrize(
    ("found", "ours"),
    [
        (2_000, [("2", 2_000)]),
        (1_500, [("2", 1_500)]),
        (1_000, [("2", 1_000)]),
        (2_500, [("2", 2_000), ("1", 500)]),
        (3_000, [("2", 2_000), ("1", 1_000)]),
        (3_001, []),
    ],
)
def test_what_failed_comes_before_what_was_settled_and_what_a_bank_keeps_stays(found: int, ours: Any) -> None:
    assert [(one.refund_id, amount) for one, amount in in_place_of(found, [SETTLED, FAILED, BY_BANK])] == ours
