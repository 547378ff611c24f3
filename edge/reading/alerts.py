"""Security alerts, for operators."""

import json
from typing import Protocol

from edge.reading.pool import Reads

STATE = """case when a.resolved_by <> '' then 'resolved' when a.acknowledged_by <> '' then 'acknowledged'
    else 'open' end"""
ALERTS = f"""select json_build_object('items', coalesce(json_agg(t order by t.until desc, t.id), '[]'),
        'next', case when count(*) = $1 then (array_agg(t.id order by t.until desc, t.id))[$1] end)::text
    from (select a.alert_id as id, a.account_id, a.kind, a.count, a.since, a.until, {STATE} as state,
            a.acknowledged_by, a.resolved_by
        from alert_view a left join alert_view p on p.alert_id = $2
        where a.kind <> '' and ($2 = '' or a.until < p.until or (a.until = p.until and a.alert_id > p.alert_id))
        order by a.until desc, a.alert_id limit $1) t"""
CLOSED = """case when i.closed_by <> '' then 'closed' when i.acknowledged_by <> '' then 'acknowledged'
    else 'open' end"""
INCIDENTS = f"""select json_build_object('items', coalesce(json_agg(t order by t.until desc, t.id), '[]'),
        'next', case when count(*) = $1 then (array_agg(t.id order by t.until desc, t.id))[$1] end)::text
    from (select i.incident_id as id, i.account_id, i.kinds, i.alerts, i.since, i.until, {CLOSED} as state,
            i.acknowledged_by, i.closed_by, i.note
        from incident_view i left join incident_view p on p.incident_id = $2
        where i.kinds <> '[]'
            and ($2 = '' or i.until < p.until or (i.until = p.until and i.incident_id > p.incident_id))
        order by i.until desc, i.incident_id limit $1) t"""
RISK = """select json_build_object('account_id', $1::text, 'risk', coalesce(r.risk, 'normal'), 'since', r.since,
        'operator_id', coalesce(r.operator_id, ''))::text
    from (select 1) one left join risk_view r on r.account_id = $1"""
RAISED_AT_MOST = 10_000
RAISED = """select coalesce(json_agg(t.account_id), '[]')::text
    from (select account_id from risk_view where risk = 'raised' order by account_id limit $1) t"""


class Alerts(Protocol):
    """Each call gives JSON, and may raise Unreachable."""

    async def newest(self, size: int, after: str) -> bytes:
        """The newest first; `next` is the last one's id where there may be more."""
        ...

    async def incidents(self, size: int, after: str) -> bytes:
        """Likewise."""
        ...

    async def risk(self, account_id: str) -> bytes:
        """Whether it is raised; normal, where nobody spoke of the account."""
        ...

    async def raised(self) -> frozenset[str]:
        """Accounts of raised risk."""
        ...


class PostgresAlerts:
    def __init__(self, reads: Reads, primary: Reads) -> None:
        self.reads, self.primary = reads, primary

    async def newest(self, size: int, after: str) -> bytes:
        return await self.reads.text(ALERTS, size, after) or b""

    async def incidents(self, size: int, after: str) -> bytes:
        return await self.reads.text(INCIDENTS, size, after) or b""

    async def risk(self, account_id: str) -> bytes:
        return await self.reads.text(RISK, account_id) or b""

    async def raised(self) -> frozenset[str]:
        return frozenset(json.loads(await self.primary.text(RAISED, RAISED_AT_MOST) or b"[]"))
