"""What a person reads of what they were told."""

import json
from datetime import timedelta
from typing import Any

from handlers.views.keys_and_people import NoticeView, PersonView
from tests.contract.reading.conftest import NOW, Shown


def notice(id_: str, hours: float, recipient: str = "ann", about: str = "e") -> NoticeView:
    facts = {"event": "Tosca"}
    return NoticeView(about, id_, recipient, "changed", f"{about}-1/2", facts, NOW + timedelta(hours=hours))


async def read(shown: Shown, size: int = 10, after: str = "", who: str = "ann") -> Any:
    return json.loads(await shown.reading.inbox.of(who, size, after))


async def test_the_newest_is_first_and_what_came_since_the_mark_is_unread(shown: Shown) -> None:
    await shown.views(notice("a", 1), notice("b", 3, about="f"), notice("c", 2), notice("z", 9, recipient="ben"))
    await shown.views(PersonView("ann", read_until=NOW + timedelta(hours=2)))
    found = await read(shown)
    assert [(one["id"], one["read"]) for one in found["items"]] == [("b", False), ("c", True), ("a", True)]
    assert (found["unread"], found["next"]) == (1, None)
    first = {"kind": "changed", "about": "f", "matter": "f-1/2", "facts": {"event": "Tosca"}}
    assert {name: found["items"][0][name] for name in first} == first
    assert found["items"][0]["at"] == (NOW + timedelta(hours=3)).isoformat()


async def test_pages_follow_one_another_also_where_times_are_the_same(shown: Shown) -> None:
    await shown.views(notice("a", 1), notice("b", 1), notice("c", 1), notice("d", 0))
    found = await read(shown, size=2)
    assert ([one["id"] for one in found["items"]], found["next"], found["unread"]) == (["a", "b"], "b", 4)
    found = await read(shown, size=2, after="b")
    assert [one["id"] for one in found["items"]] == ["c", "d"]
    assert (await read(shown, after="d"))["items"] == []


async def test_nobody_follows_another_persons_notices(shown: Shown) -> None:
    await shown.views(notice("a", 1), notice("b", 2, recipient="ben"))
    assert (await read(shown, who="ben", after="a"))["items"] == []
    assert await read(shown, who="nobody") == {"items": [], "next": None, "unread": 0}
