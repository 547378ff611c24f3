"""What organisers read of their codes, and the door of one by its id."""

import json

from handlers.views.promotions import PromotionView
from tests.contract.reading.conftest import NOW, Shown

SPRING = PromotionView(
    "p1", "olga", "SPRING", 1_000, 0, "", ("seat",), 2, ("e",), NOW, None, 5, 1, NOW, uses=3, uses_version=4,
)  # fmt: skip
CODES = (
    SPRING,
    PromotionView("p2", "olga", "POUND", 0, 100, "GBP", created_at=NOW, active=False),
    PromotionView("p3", "otto", "SPRING", 500, created_at=NOW),
    PromotionView("p4", uses=1, uses_version=2),
)


async def test_a_code_is_told_with_its_terms_and_its_uses(shown: Shown) -> None:
    reading = await shown.views(*CODES)
    found = json.loads(await reading.promotions.one("p1") or b"")
    assert found == {
        "id": "p1", "code": "SPRING", "percent": 1_000, "amount": 0, "currency": "", "ticket_types": ["seat"],
        "min_tickets": 2, "event_ids": ["e"], "valid_from": NOW.isoformat(), "valid_until": None, "uses_at_most": 5,
        "per_buyer": 1, "uses": 3, "active": True, "created_at": NOW.isoformat(),
    }  # fmt: skip


async def test_a_code_of_which_the_uses_alone_were_heard_is_not_known(shown: Shown) -> None:
    reading = await shown.views(*CODES)
    assert await reading.promotions.one("p4") is None
    assert await reading.promotions.one("p9") is None


async def test_codes_are_their_organisers_and_come_page_by_page(shown: Shown) -> None:
    reading = await shown.views(*CODES)
    pages = [json.loads(await reading.promotions.of("olga", after, 1)) for after in ("", "p1", "p2")]
    assert [([one["id"] for one in page["items"]], page["next"]) for page in pages] == [
        (["p1"], "p1"), (["p2"], "p2"), ([], None),
    ]  # fmt: skip
    assert [one["id"] for one in json.loads(await reading.promotions.of("otto", "", 9))["items"]] == ["p3"]
