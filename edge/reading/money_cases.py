"""Where the payment provider and we do not agree, for operators."""

from typing import Protocol

from edge.reading.pool import Reads

PAGE = """select json_build_object('items', coalesce(json_agg(t order by t.opened_at desc, t.id), '[]'),
        'next', case when count(*) = $1 then (array_agg(t.id order by t.opened_at desc, t.id))[$1] end)::text
    from (select c.case_id as id, c.kind, c.booking_id, c.expected, c.found, c.currency, c.proposal, c.opened_at,
            c.state, c.reason, c.proposed_by, c.applied_by
        from money_case_view c left join money_case_view p on p.provider = c.provider and p.case_id = $2
        where c.kind <> '' and $3 in ('', c.state) and $4 in ('', c.kind)
            and ($2 = '' or c.opened_at < p.opened_at or (c.opened_at = p.opened_at and c.case_id > p.case_id))
        order by c.opened_at desc, c.case_id limit $1) t"""


class MoneyCases(Protocol):
    """Gives JSON, and may raise Unreachable."""

    async def newest(self, size: int, after: str, state: str = "", kind: str = "") -> bytes:
        """The newest first, of that state and kind where they are not empty; `next` is the last one's id where there
        may be more."""
        ...


class PostgresMoneyCases:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def newest(self, size: int, after: str, state: str = "", kind: str = "") -> bytes:
        return await self.reads.text(PAGE, size, after, state, kind) or b""
