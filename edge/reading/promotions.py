"""Discount codes: an organiser's own, and one by its id, for pricing."""

from typing import Protocol

from edge.reading.pool import Reads

FIELDS = """p.promotion_id as id, p.code, p.percent, p.amount, p.currency, p.ticket_types, p.min_tickets, p.event_ids,
    p.valid_from, p.valid_until, p.uses_at_most, p.per_buyer, p.uses, p.active, p.created_at"""
ONE = f"""select row_to_json(t)::text from (select {FIELDS} from promotion_view p
    where p.promotion_id = $1 and p.organiser_id <> '') t"""
PAGE = f"""select json_build_object('items', coalesce(json_agg(t order by t.id), '[]'),
        'next', case when count(*) = $3 then max(t.id) end)::text
    from (select {FIELDS} from promotion_view p where p.organiser_id = $1 and p.promotion_id > $2
        order by p.promotion_id limit $3) t"""


class Promotions(Protocol):
    """Each call gives JSON, and may raise Unreachable."""

    async def one(self, promotion_id: str) -> bytes | None: ...

    async def of(self, organiser: str, after: str, size: int) -> bytes:
        """By their ids; `next` is the last one's where there may be more."""
        ...


class PostgresPromotions:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def one(self, promotion_id: str) -> bytes | None:
        return await self.reads.text(ONE, promotion_id)

    async def of(self, organiser: str, after: str, size: int) -> bytes:
        return await self.reads.text(PAGE, organiser, after, size) or b""
