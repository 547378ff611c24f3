"""The order of a queue, computed again from what anybody can read. Each line that is returned is something wrong."""

from collections.abc import Iterator, Sequence
from typing import Any

from contracts.draw import commitment, link
from ops.queue_ranks import Receipt, wrong_ranks

LET_IN = ("turn", "spent", "lapsed")
IN_LINE = ("waiting", "closed")
"""Nobody is passed over by closing the queue, either."""


def wrong(queue: dict[str, Any], receipts: Sequence[Receipt], served: int | None = None) -> list[str]:
    """`queue` is as it was before the receipts were read; `served` as it was after them, if it may have moved."""
    latest = queue["served"] if served is None else served
    return [
        *_chain(receipts), *_anchor(queue, receipts), *_seed(queue),
        *(wrong_ranks(queue, receipts) if queue["seed"] else ()),
        *_let_in(receipts, latest), *_passed_over(receipts, queue["served"]),
    ]  # fmt: skip


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


def _anchor(queue: dict[str, Any], receipts: Sequence[Receipt]) -> Iterator[str]:
    """The link that was published with the seed holds all receipts up to it."""
    last = queue["receipts"]
    if len(receipts) < last:
        yield f"the log ends at receipt {len(receipts)}, and {last} were given before the draw"
    elif (receipts[last - 1].chain if last else "") != queue["chain"]:
        yield f"the chain at receipt {last} is not the one that was published with the seed"


def _seed(queue: dict[str, Any]) -> Iterator[str]:
    if queue["seed"] and commitment(queue["seed"]) != queue["commitment"]:
        yield "the seed is not the one that was committed to"


def _let_in(receipts: Sequence[Receipt], served: int) -> Iterator[str]:
    for one in receipts:
        if one.state in LET_IN and not 0 < one.rank <= served:
            yield f"rank {one.rank} had a turn, though only {served} ranks were let in"


def _passed_over(receipts: Sequence[Receipt], served: int) -> Iterator[str]:
    for one in receipts:
        if one.state in IN_LINE and 0 < one.rank <= served:
            yield f"rank {one.rank} waits, though rank {served} was let in"
    if served and served not in {one.rank for one in receipts}:
        yield f"rank {served} was let in, and is nobody's"
