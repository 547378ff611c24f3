"""What is kept of a person and shown by no route of its own: all places in queues, and disputes."""

from datetime import datetime
from typing import Protocol

import msgspec

from edge.reading.pool import Reads

PLACES = """select r.event_id, r.place_id, r.number::bigint as receipt, r.joined_at, r.rank, r.state, r.deadline
    from queue_view q join receipt_view r on r.event_id = q.event_id and r.buyer_id = $1
    order by r.joined_at, r.place_id"""
"""One look for each queue that there is, by its buyers."""
DISPUTES = """select b.booking_id, d.key as dispute_id, d.value as state
    from booking_view b, jsonb_each_text(b.disputes) d where b.buyer_id = $1 order by b.booking_id, d.key"""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One join of a queue. `state` is the place's own: a queue may have closed before its turn came."""

    event_id: str
    place_id: str
    receipt: int
    joined_at: datetime
    rank: int
    state: str
    deadline: datetime | None


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    booking_id: str
    dispute_id: str
    state: str


class Kept(Protocol):
    """Each call may raise Unreachable."""

    async def places(self, buyer: str) -> list[Place]:
        """The oldest first."""
        ...

    async def disputes(self, buyer: str) -> list[Dispute]:
        """By booking."""
        ...


class PostgresKept:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def places(self, buyer: str) -> list[Place]:
        return [Place(**row) for row in await self.reads.rows(PLACES, buyer)]

    async def disputes(self, buyer: str) -> list[Dispute]:
        return [Dispute(**row) for row in await self.reads.rows(DISPUTES, buyer)]
