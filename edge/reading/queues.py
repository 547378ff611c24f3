"""Queues, as anybody may see them, and each person's place in one."""

from datetime import datetime
from typing import Protocol

import msgspec

from contracts.draw import Order
from contracts.waiting_room import number
from edge.reading.pool import Reads

QUEUE = """select q.event_id, q.state, q.reason, q.opens, q.starts, q.per_minute, q.at_most, q.commitment, q.seed,
    case when q.seed = '' then 'drawn' else 'first_come' end as "order", q.receipts, q.chain, q.served,
    q.waiting, q.paused, q.slowed, q.state_version, q.rate_version, q.moved_version,
    q.length_version
    from queue_view q where q.event_id = $1 and q.state <> 'unknown'"""
STANDS = """r.place_id, r.number::bigint as receipt, r.joined_at, r.chain, r.rank, r.deadline,
    case when r.state not in ('waiting', 'closed') or q.state is null then r.state
        when q.state = 'closed' then 'closed' else 'waiting' end as state"""
"""Whose turn has not come is told page by page that the queue closed: who asks before that is told by the queue."""
FROM = """from receipt_view r left join queue_view q on q.event_id = r.event_id where r.event_id = $1"""
MINE = f"select {STANDS}, r.state_version as version {FROM} and r.buyer_id = $2 order by r.number desc limit 1"
RECEIPTS = f"select {STANDS}, coalesce(q.served, 0) as served {FROM} and r.number > $2 order by r.number limit $3"


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """`served` is the highest rank that had its turn; `receipts` had been given at the draw, the last with `chain`."""

    event_id: str
    state: str
    reason: str
    opens: datetime
    starts: datetime
    per_minute: int
    at_most: int
    commitment: str
    seed: str
    order: Order
    """Of who joins now."""
    receipts: int
    chain: str
    served: int
    waiting: int
    paused: bool
    slowed: bool


class SeenQueue(Queue, frozen=True, kw_only=True):
    """With the versions of the queue by which it is known what is news to the views; -1 where nothing was told."""

    state_version: int = -1
    rate_version: int = -1
    moved_version: int = -1
    length_version: int = -1

    @property
    def plain(self) -> Queue:
        """As anybody may see it."""
        return Queue(**{name: getattr(self, name) for name in Queue.__struct_fields__})


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """One join of a queue; the place is its person's, whom it does not name."""

    place_id: str
    receipt: int
    joined_at: datetime
    chain: str
    rank: int
    state: str
    deadline: datetime | None


class Logged(Receipt, frozen=True, kw_only=True):
    served: int
    """How far its queue had come when this was read: the log may be behind what the queue itself says."""

    @property
    def plain(self) -> Receipt:
        return Receipt(**{name: getattr(self, name) for name in Receipt.__struct_fields__})


class Mine(Receipt, frozen=True, kw_only=True):
    version: int = -1
    """The place's, when it was told last."""


def state_in(queue: str, place: str) -> str:
    """The same in words of Python; `queue` is the queue's state, if it is known."""
    if not queue or place not in ("waiting", "closed"):
        return place
    return "closed" if queue == "closed" else "waiting"


class Queues(Protocol):
    """Each call may raise Unreachable."""

    async def one(self, event_id: str) -> SeenQueue | None: ...

    async def mine(self, event_id: str, buyer: str) -> Mine | None:
        """The last that this person got."""
        ...

    async def receipts(self, event_id: str, after: int, size: int) -> list[Logged]:
        """By their numbers."""
        ...


class PostgresQueues:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def one(self, event_id: str) -> SeenQueue | None:
        return next((SeenQueue(**row) for row in await self.reads.rows(QUEUE, event_id)), None)

    async def mine(self, event_id: str, buyer: str) -> Mine | None:
        return next((Mine(**row) for row in await self.reads.rows(MINE, event_id, buyer)), None)

    async def receipts(self, event_id: str, after: int, size: int) -> list[Logged]:
        return [Logged(**row) for row in await self.reads.rows(RECEIPTS, event_id, number(after), size)]
