"""What events brought, and what of it was paid out: each for its organiser and for operators."""

from typing import Protocol

from edge.live.ports import User
from edge.reading.owning import owned, who
from edge.reading.pool import Reads

PAYOUTS_AT_MOST = 100
PAYOUTS = f"""select coalesce(json_agg(t), '[]') from (
        select p.payout_id as id, p.amount, case when p.paid_by = '' then 'requested' else 'paid' end as state,
            p.asked_by, p.asked_at, p.paid_by, p.paid_at
        from payout_view p where p.event_id = e.event_id
        order by p.asked_at desc, p.payout_id limit {PAYOUTS_AT_MOST}) t"""
OF_EVENT = f"""select json_build_object('event_id', e.event_id, 'version', greatest(coalesce(b.balance_version, 0), 0),
        'currency', e.currency, 'sales', coalesce(b.sales, 0), 'tax', coalesce(b.tax, 0), 'fees', coalesce(b.fees, 0),
        'disputed', coalesce(b.disputed, 0), 'offline', coalesce(b.offline, 0), 'paid', coalesce(b.paid, 0),
        'owed', coalesce(b.sales - b.disputed - b.offline - b.paid, 0), 'payouts', ({PAYOUTS}))::text
    from event_view e left join balance_view b on b.event_id = e.event_id
    where e.event_id = $1 and e.state <> 'unknown' and {owned("money")}"""
OF_ORGANISER = """select json_build_object('items', coalesce(json_agg(t order by t.currency), '[]'))::text from (
        select b.currency, sum(b.sales)::bigint as sales, sum(b.tax)::bigint as tax, sum(b.fees)::bigint as fees,
            sum(b.disputed)::bigint as disputed, sum(b.offline)::bigint as offline, sum(b.paid)::bigint as paid,
            sum(b.sales - b.disputed - b.offline - b.paid)::bigint as owed
        from event_view e join balance_view b on b.event_id = e.event_id
        where e.organiser_id = $1 group by b.currency) t"""


class Payouts(Protocol):
    """Each call gives JSON, and may raise Unreachable."""

    async def of_event(self, event_id: str, user: User) -> bytes | None:
        """With the newest payouts. None where there is no such event, or it is another's."""
        ...

    async def of(self, organiser: str) -> bytes:
        """By currency, of all events together."""
        ...


class PostgresPayouts:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def of_event(self, event_id: str, user: User) -> bytes | None:
        return await self.reads.text(OF_EVENT, event_id, *who(user))

    async def of(self, organiser: str) -> bytes:
        return await self.reads.text(OF_ORGANISER, organiser) or b""
