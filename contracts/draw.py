"""The rules by which a queue is ordered: public, so that anybody can compute the order again."""

import hashlib
from datetime import datetime
from typing import Literal

Order = Literal["drawn", "first_come"]
"""Who came before the start is drawn; who came later comes behind all of them, in the order of the receipts."""


def commitment(seed: str) -> str:
    """What is published of the seed before anybody joins; it fixes the seed and tells nothing of it."""
    return _sha256(seed)


def order_now(seed: str) -> Order:
    """Of who joins: the seed is published when the draw is held."""
    return "first_come" if seed else "drawn"


def lot(seed: str, place_id: str) -> str:
    """Places that are drawn are ranked by their lots, the lowest first."""
    return _sha256(f"{seed}|{place_id}")


def link(before: str, receipt: int, place_id: str, joined_at: datetime) -> str:
    """The chain of receipts: none can be changed, removed or inserted without changing all that follow."""
    return _sha256(f"{before}|{receipt}|{place_id}|{joined_at.isoformat()}")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
