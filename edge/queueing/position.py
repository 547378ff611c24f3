"""Where a place stands in its queue."""

from datetime import datetime

import msgspec

from contracts.draw import Order
from edge.reading.queues import Queue, Receipt, state_in

SECONDS = 60
ROUND = 2
"""Seconds which the last of them may wait for their round, and for its news."""


class Estimate(msgspec.Struct, frozen=True):
    """In how many seconds the turn comes. As nobody comes before it only falls, but where the rate is changed."""

    least: int
    """If half of those before give up or are gone."""
    most: int
    """If all of them take their turns. It stands still without stock, as `paused` says, and while `slowed`."""


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """`ahead` is how many ranks come before, None before the draw and when one waits no more."""

    id: str
    event_id: str
    state: str
    receipt: int
    chain: str
    order: Order
    rank: int | None
    ahead: int | None
    estimate: Estimate | None
    paused: bool
    slowed: bool
    deadline: datetime | None


def position(queue: Queue, mine: Receipt) -> Position:
    state = state_in(queue.state, mine.state)
    waits = state == "waiting" and mine.rank > 0
    ahead = max(0, mine.rank - queue.served - 1) if waits else None
    return Position(
        id=mine.place_id, event_id=queue.event_id, state=state, receipt=mine.receipt, chain=mine.chain,
        order=order(queue, mine), rank=mine.rank or None, ahead=ahead, paused=waits and queue.paused,
        slowed=waits and queue.slowed, deadline=mine.deadline,
        estimate=None if ahead is None or queue.state != "running" else estimate(ahead, queue.per_minute),
    )  # fmt: skip


def order(queue: Queue, mine: Receipt) -> Order:
    return "first_come" if queue.seed and mine.receipt > queue.receipts else "drawn"


def estimate(ahead: int, per_minute: int) -> Estimate:
    most = -(-(ahead + 1) * SECONDS // per_minute)
    return Estimate(least=most // 2, most=most + ROUND)
