"""What organisers read of what they keep from the sale."""

import json

from edge.live.ports import User
from handlers.views.rows import BlockView
from tests.contract.reading.conftest import NOW, Shown, event

OLGA, EVE = (User(id_, frozenset(("organiser",)), "s", NOW) for id_ in ("olga", "eve"))
OSCAR = User("oscar", frozenset(("operator",)), "s", NOW)
BLOCKS = (
    event("e"),
    BlockView("e", "k1", ("stalls-A1",), reason="sound", state="blocked", created_at=NOW),
    BlockView("e", "k2", (), "standing", 3, "press", "blocked", NOW),
    BlockView("e", "k3", ("stalls-A2",), reason="over", state="free"),
    BlockView("f", "k4", ("stalls-A2",), reason="another's", state="blocked"),
)


async def test_what_is_blocked_now_is_told_with_its_reason(shown: Shown) -> None:
    reading = await shown.views(*BLOCKS)
    found = json.loads(await reading.blocks.of_event("e", OLGA, "", 9) or b"")
    seats = {"seats": ["stalls-A1"], "ticket_type": "", "quantity": 0, "reason": "sound"}
    places = {"seats": [], "ticket_type": "standing", "quantity": 3, "reason": "press"}
    when = {"created_at": NOW.isoformat()}
    assert found == {"items": [{"id": "k1", **seats, **when}, {"id": "k2", **places, **when}], "next": None}


async def test_blocks_come_page_by_page(shown: Shown) -> None:
    reading = await shown.views(*BLOCKS)
    pages = [json.loads(await reading.blocks.of_event("e", OSCAR, after, 1) or b"") for after in ("", "k1", "k2")]
    assert [([one["id"] for one in page["items"]], page["next"]) for page in pages] == [
        (["k1"], "k1"), (["k2"], "k2"), ([], None),
    ]  # fmt: skip


async def test_blocks_are_for_the_events_organiser_and_for_operators(shown: Shown) -> None:
    reading = await shown.views(*BLOCKS)
    assert await reading.blocks.of_event("e", EVE, "", 9) is None
    assert await reading.blocks.of_event("f", OSCAR, "", 9) is None
