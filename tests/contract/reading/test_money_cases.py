"""Where the provider and we do not agree, as operators read it."""

import json
from datetime import timedelta
from typing import Any

from handlers.views.money import MoneyCaseView
from tests.contract.reading.conftest import NOW, Shown


def case(number: int, minutes: float, **fields: Any) -> MoneyCaseView:
    opened = NOW + timedelta(minutes=minutes)
    known = {"kind": "wrong_amount", "expected": 900, "found": 700, "currency": "EUR", "proposal": "refund"}
    return MoneyCaseView("stripe", f"pi_{number}", **{**known, "opened_at": opened, **fields})


async def read(shown: Shown, size: int = 10, after: str = "", **wanted: str) -> Any:
    return json.loads(await shown.reading.money_cases.newest(size, after, **wanted))


def ids(found: Any) -> list[str]:
    return [one["id"] for one in found["items"]]


async def test_the_newest_is_first_and_nobody_sees_one_before_it_is_known_what_it_is(shown: Shown) -> None:
    await shown.views(case(1, 1), case(2, 3, state="failed", reason="lost_card"), case(3, 9, kind=""))
    found = await read(shown)
    assert ids(found) == ["pi_2", "pi_1"] and found["next"] is None
    by = {"state": "failed", "reason": "lost_card", "proposed_by": "", "applied_by": ""}
    sums = {"expected": 900, "found": 700, "currency": "EUR", "proposal": "refund"}
    opened = (NOW + timedelta(minutes=3)).isoformat()
    assert found["items"][0] == {
        "id": "pi_2", "kind": "wrong_amount", "booking_id": "", **sums, "opened_at": opened, **by,
    }  # fmt: skip


async def test_they_are_found_by_state_and_by_kind(shown: Shown) -> None:
    await shown.views(case(1, 1), case(2, 2, state="gone"), case(3, 3, kind="not_paid"))
    assert ids(await read(shown, state="open")) == ["pi_3", "pi_1"]
    assert ids(await read(shown, kind="not_paid")) == ["pi_3"]
    assert ids(await read(shown, state="gone", kind="not_paid")) == []


async def test_pages_of_cases_follow_one_another_also_where_times_are_the_same(shown: Shown) -> None:
    await shown.views(*(case(number, 1) for number in (1, 2, 3)), case(4, 0), case(5, 2, state="gone"))
    found = await read(shown, size=2, state="open")
    assert (ids(found), found["next"]) == (["pi_1", "pi_2"], "pi_2")
    assert ids(await read(shown, after="pi_2", state="open")) == ["pi_3", "pi_4"]
    assert await read(shown, after="pi_4") == {"items": [], "next": None}
