"""Which rank each receipt must have: those of the draw by their lots, then all others as they came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from contracts.draw import lot


@dataclass(frozen=True)
class Receipt:
    """As the door shows it."""

    place_id: str
    receipt: int
    joined_at: datetime
    chain: str
    rank: int
    state: str

    @classmethod
    def read(cls, shown: dict[str, Any]) -> Self:
        """Raises KeyError or ValueError for what is no receipt."""
        return cls(
            shown["place_id"], shown["receipt"], datetime.fromisoformat(shown["joined_at"]), shown["chain"],
            shown["rank"], shown["state"],
        )  # fmt: skip


def wrong_ranks(queue: dict[str, Any], receipts: Sequence[Receipt]) -> Iterator[str]:
    """Of a queue that was drawn, or is being drawn."""
    before = [one for one in receipts if one.receipt <= queue["receipts"]]
    drawn = {one.place_id: one for one in before}
    for one in before:
        if one.rank and drawn[one.place_id] is not one:
            yield f"receipt {one.receipt} has a rank, though its place was taken again before the draw"
    by_lot = sorted(drawn.values(), key=lambda one: lot(queue["seed"], one.place_id))
    yield from _drawn(by_lot)
    yield from _later(by_lot, [one for one in receipts if one.receipt > queue["receipts"]])


def _drawn(by_lot: Sequence[Receipt]) -> Iterator[str]:
    """Only the rank of who left is nobody's. The draw may still be giving ranks: those that it gave are the lowest."""
    last, left, waits = 0, 0, 0
    for one in by_lot:
        if one.rank:
            if waits:
                yield f"receipt {waits} has a lower lot than rank {one.rank}, and no rank"
            if not last < one.rank <= last + left + 1:
                yield f"rank {one.rank} does not follow rank {last}, as its lot does"
            last, left = one.rank, 0
        elif one.state == "left":
            left += 1
        else:
            waits = waits or one.receipt


def _later(by_lot: Sequence[Receipt], later: Sequence[Receipt]) -> Iterator[str]:
    """Behind all ranks that the draw reserved, one by one: those of all who stayed, and of some who left meanwhile."""
    if not later:
        return
    first, reserved = later[0].rank, later[0].rank - 1
    stayed = [one for one in by_lot if one.rank or one.state != "left"]
    if not max(len(stayed), *(one.rank for one in stayed), 0) <= reserved <= len(by_lot):
        yield f"receipt {later[0].receipt} is the first behind the draw of {len(by_lot)}, and has rank {first}"
    for rank, one in enumerate(later, first):
        if one.rank != rank:
            yield f"receipt {one.receipt} came later and has rank {one.rank}, not {rank}"
