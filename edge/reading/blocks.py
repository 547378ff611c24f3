"""What organisers keep from the sale, for the event's organiser and for operators."""

from typing import Protocol

from edge.live.ports import User
from edge.reading.owning import owned, who
from edge.reading.pool import Reads

BLOCKS = f"""select json_build_object('items', coalesce(json_agg(t order by t.id), '[]'),
        'next', case when count(*) = $5 then max(t.id) end)::text
    from (select b.block_id as id, b.seats, b.ticket_type, b.quantity, b.reason, b.created_at
        from block_view b where b.event_id = $1 and b.state = 'blocked' and b.block_id > $4
        order by b.block_id limit $5) t
    having exists (select from event_view e where e.event_id = $1 and e.state <> 'unknown'
        and {owned("change")})"""


class Blocks(Protocol):
    async def of_event(self, event_id: str, user: User, after: str, size: int) -> bytes | None:
        """Those that are blocked now, by their ids, as JSON. None for anybody else. May raise Unreachable."""
        ...


class PostgresBlocks:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def of_event(self, event_id: str, user: User, after: str, size: int) -> bytes | None:
        return await self.reads.text(BLOCKS, event_id, *who(user), after, size)
