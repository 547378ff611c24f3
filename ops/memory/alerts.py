"""The edge's reading of security alerts, from books in memory."""

import json
from typing import Any

from choreography.memory.books import Books
from handlers.views.security import AlertView, RiskView
from ops.memory.pages import page
from ops.memory.rows import all_of, one_of

AS_IT_IS = ("account_id", "kind", "count", "since", "until")


class MemoryAlerts:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def newest(self, size: int, after: str) -> bytes:
        known = sorted((one for one in all_of(self.views, AlertView) if one.kind), key=place)
        last = next((one for one in known if one.alert_id == after), None)
        found = [one for one in known if not after or (last and place(one) > place(last))]
        return page([shown(one) for one in found[:size]], size)

    async def risk(self, account_id: str) -> bytes:
        found = one_of(self.views, RiskView, account_id) or RiskView(account_id)
        since = found.since.isoformat() if found.turn >= 0 else None
        said = {"account_id": account_id, "risk": found.risk, "since": since, "operator_id": found.operator_id}
        return json.dumps(said).encode()

    async def raised(self) -> frozenset[str]:
        return frozenset(one.account_id for one in all_of(self.views, RiskView) if one.risk == "raised")


def place(one: AlertView) -> tuple[float, str]:
    """The newest first."""
    return -one.until.timestamp(), one.alert_id


def shown(one: AlertView) -> dict[str, Any]:
    state = "resolved" if one.resolved_by else "acknowledged" if one.acknowledged_by else "open"
    by = {"acknowledged_by": one.acknowledged_by, "resolved_by": one.resolved_by}
    return {"id": one.alert_id, **{name: getattr(one, name) for name in AS_IT_IS}, "state": state, **by}
