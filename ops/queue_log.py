"""The order of a queue, computed again from what anybody can read. Each line that is returned is something wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Self

from contracts.draw import commitment, link, lot

LET_IN = ("turn", "spent", "lapsed")


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


def wrong(queue: dict[str, Any], receipts: Sequence[Receipt]) -> list[str]:
    return [*_chain(receipts), *_seed(queue), *_draw(queue, receipts), *_order(queue, receipts)]


def _chain(receipts: Sequence[Receipt]) -> Iterator[str]:
    before = ""
    for number, one in enumerate(receipts, 1):
        if one.receipt != number:
            yield f"receipt {number} is missing"
            return
        if one.chain != link(before, one.receipt, one.place_id, one.joined_at):
            yield f"receipt {number} is not the one that was given"
            return
        before = one.chain


def _seed(queue: dict[str, Any]) -> Iterator[str]:
    if queue["seed"] and commitment(queue["seed"]) != queue["commitment"]:
        yield "the seed is not the one that was committed to"


def _draw(queue: dict[str, Any], receipts: Sequence[Receipt]) -> Iterator[str]:
    """The draw may still be giving ranks: those that it gave are the lowest lots."""
    if not queue["seed"]:
        return
    drawn = [one for one in receipts if one.receipt <= queue["receipts"] and (one.rank or one.state != "left")]
    by_lot = sorted(drawn, key=lambda one: lot(queue["seed"], one.place_id))
    for one, other in pairwise(by_lot):
        if other.rank and one.rank >= other.rank:
            yield f"rank {one.rank} and rank {other.rank} are not in the order of their lots"
        if other.rank and not one.rank:
            yield f"receipt {one.receipt} has a lower lot than rank {other.rank}, and no rank"


def _order(queue: dict[str, Any], receipts: Sequence[Receipt]) -> Iterator[str]:
    late = [one for one in receipts if queue["seed"] and one.receipt > queue["receipts"]]
    for one, other in pairwise(late):
        if one.rank >= other.rank:
            yield f"receipt {other.receipt} came later and has rank {other.rank}, before {one.rank}"
    for one in receipts:
        if one.state in LET_IN and not 0 < one.rank <= queue["served"]:
            yield f"rank {one.rank} had a turn, though only {queue['served']} ranks were let in"
