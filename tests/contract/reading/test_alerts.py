"""What operators read of security alerts."""

import json
from datetime import timedelta
from typing import Any

from handlers.views.security import AlertView
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
