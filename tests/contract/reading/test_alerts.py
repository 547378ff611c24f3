"""What operators read of security alerts."""

import json
from datetime import timedelta
from typing import Any

from handlers.views.security import AlertView, IncidentView
from tests.contract.reading.conftest import NOW, Shown


def alert(number: int, minutes: float, **fields: Any) -> AlertView:
    until = NOW + timedelta(minutes=minutes)
    known = {"kind": "holds", "count": 10, "since": NOW, "until": until}
    return AlertView("ann", f"ann-holds-{number}", **{**known, **fields})


async def read(shown: Shown, size: int = 10, after: str = "") -> Any:
    return json.loads(await shown.reading.alerts.newest(size, after))


async def test_the_newest_is_first_and_each_has_its_state(shown: Shown) -> None:
    await shown.views(alert(1, 1, acknowledged_by="oda", resolved_by="otto"), alert(2, 3), alert(4, 9, kind=""))
    await shown.views(alert(3, 2, acknowledged_by="oda"))
    found = await read(shown)
    states = [("ann-holds-2", "open"), ("ann-holds-3", "acknowledged"), ("ann-holds-1", "resolved")]
    assert [(one["id"], one["state"]) for one in found["items"]] == states and found["next"] is None
    times = {"since": NOW.isoformat(), "until": (NOW + timedelta(minutes=3)).isoformat()}
    by = {"acknowledged_by": "", "resolved_by": ""}
    first = {"id": "ann-holds-2", "account_id": "ann", "kind": "holds", "count": 10, **times, "state": "open", **by}
    assert found["items"][0] == first


async def test_pages_of_alerts_follow_one_another_also_where_times_are_the_same(shown: Shown) -> None:
    await shown.views(*(alert(number, 1) for number in (1, 2, 3)), alert(4, 0))
    found = await read(shown, size=2)
    assert ([one["id"][-1] for one in found["items"]], found["next"]) == (["1", "2"], "ann-holds-2")
    assert [one["id"][-1] for one in (await read(shown, after="ann-holds-2"))["items"]] == ["3", "4"]
    assert await read(shown, after="ann-holds-4") == {"items": [], "next": None}


def incident(number: int, minutes: float, **fields: Any) -> IncidentView:
    known = {"kinds": ("holds",), "alerts": ("ann-holds-1",), "since": NOW, "until": NOW + timedelta(minutes=minutes)}
    return IncidentView("ann", f"ann-incident-{number}", **{**known, **fields})


async def test_incidents_are_read_like_alerts_each_with_its_note(shown: Shown) -> None:
    await shown.views(incident(1, 1, acknowledged_by="oda", closed_by="otto", note="Done."), incident(2, 3))
    await shown.views(incident(3, 2, acknowledged_by="oda"), incident(4, 9, kinds=(), alerts=()))
    found = json.loads(await shown.reading.alerts.incidents(10, ""))
    states = [("ann-incident-2", "open"), ("ann-incident-3", "acknowledged"), ("ann-incident-1", "closed")]
    assert [(one["id"], one["state"]) for one in found["items"]] == states and found["next"] is None
    times = {"since": NOW.isoformat(), "until": (NOW + timedelta(minutes=1)).isoformat()}
    by = {"state": "closed", "acknowledged_by": "oda", "closed_by": "otto", "note": "Done."}
    of = {"id": "ann-incident-1", "account_id": "ann", "kinds": ["holds"], "alerts": ["ann-holds-1"]}
    assert found["items"][2] == of | times | by


async def test_pages_of_incidents_follow_one_another(shown: Shown) -> None:
    await shown.views(*(incident(number, 1) for number in (1, 2, 3)))
    found = json.loads(await shown.reading.alerts.incidents(2, ""))
    assert ([one["id"][-1] for one in found["items"]], found["next"]) == (["1", "2"], "ann-incident-2")
    rest = json.loads(await shown.reading.alerts.incidents(2, "ann-incident-2"))
    assert [one["id"][-1] for one in rest["items"]] == ["3"]
