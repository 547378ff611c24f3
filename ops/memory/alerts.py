"""The edge's reading of security alerts, from books in memory."""

import json
from typing import Any

from choreography.memory.books import Books
from handlers.views.security import AlertView, IncidentView, RiskView
from ops.memory.pages import page
from ops.memory.rows import all_of, one_of

AS_IT_IS = ("account_id", "kind", "count", "since", "until")
OF_INCIDENT = ("account_id", "kinds", "alerts", "since", "until")


class MemoryAlerts:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def newest(self, size: int, after: str) -> bytes:
        known = [shown(one) for one in all_of(self.views, AlertView) if one.kind]
        return page(behind(known, after)[:size], size)

    async def incidents(self, size: int, after: str) -> bytes:
        known = [incident(one) for one in all_of(self.views, IncidentView) if one.kinds]
        return page(behind(known, after)[:size], size)

    async def risk(self, account_id: str) -> bytes:
        found = one_of(self.views, RiskView, account_id) or RiskView(account_id)
        since = found.since.isoformat() if found.turn >= 0 else None
        said = {"account_id": account_id, "risk": found.risk, "since": since, "operator_id": found.operator_id}
        return json.dumps(said).encode()

    async def raised(self) -> frozenset[str]:
        return frozenset(one.account_id for one in all_of(self.views, RiskView) if one.risk == "raised")


def behind(known: list[dict[str, Any]], after: str) -> list[dict[str, Any]]:
    """The newest first, behind that of this id."""
    ordered = sorted(known, key=place)
    last = next((one for one in ordered if one["id"] == after), None)
    return [one for one in ordered if not after or (last and place(one) > place(last))]


def place(one: dict[str, Any]) -> tuple[float, str]:
    return -one["until"].timestamp(), one["id"]


def shown(one: AlertView) -> dict[str, Any]:
    state = "resolved" if one.resolved_by else "acknowledged" if one.acknowledged_by else "open"
    by = {"acknowledged_by": one.acknowledged_by, "resolved_by": one.resolved_by}
    return {"id": one.alert_id, **{name: getattr(one, name) for name in AS_IT_IS}, "state": state, **by}


def incident(one: IncidentView) -> dict[str, Any]:
    by = {"acknowledged_by": one.acknowledged_by, "closed_by": one.closed_by, "note": one.note}
    return {"id": one.incident_id, **{name: getattr(one, name) for name in OF_INCIDENT}, "state": one.state, **by}
