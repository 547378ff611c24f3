"""What a person was told, for that person alone."""

from typing import Protocol

from edge.reading.pool import Reads

UNTIL = "coalesce((select read_until from person_view where account_id = $1), to_timestamp(0))"
INBOX = f"""select json_build_object('items', coalesce(json_agg(t order by t.at desc, t.id), '[]'),
        'next', case when count(*) = $2 then (array_agg(t.id order by t.at desc, t.id))[$2] end,
        'unread', (select count(*) from notice_view where recipient = $1 and at > {UNTIL}))::text
    from (select n.notice_id as id, n.kind, n.about, n.matter, n.facts, n.at, n.at <= {UNTIL} as read
        from notice_view n left join notice_view p on p.recipient = $1 and p.notice_id = $3
        where n.recipient = $1 and ($3 = '' or n.at < p.at or (n.at = p.at and n.notice_id > p.notice_id))
        order by n.at desc, n.notice_id limit $2) t"""


class Inbox(Protocol):
    """Each call gives JSON, and may raise Unreachable."""

    async def of(self, account_id: str, size: int, after: str) -> bytes:
        """The newest first; `next` is the last one's id where there may be more."""
        ...


class PostgresInbox:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def of(self, account_id: str, size: int, after: str) -> bytes:
        return await self.reads.text(INBOX, account_id, size, after) or b""
