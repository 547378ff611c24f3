"""A page that applies the news of an event shows what anybody else is shown: at the door of a box office in memory."""

import asyncio
from typing import Any

import pytest

from tests.edge.front import Front, Person, Watcher, event

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory"], indirect=True)]
ADULT, CHILD = ({"name": name, "price": 0, "capacity": 9} for name in ("adult", "child"))
PARKING = {"name": "parking", "price": 0, "capacity": 5}
FLOOR: dict[str, Any] = {"name": "floor", "size": 12, "ticket_types": ["adult", "child"], "add_ons": ["parking"]}
SOLD: dict[str, Any] = {
    "ticket_types": [ADULT, CHILD, {"name": "seat", "price": 0}],
    "add_ons": [PARKING],
    "quotas": [FLOOR],
}
ROW = {"section": "stalls", "ticket_type": "seat", "rows": {"A": 4}}


async def on_sale(organiser: Person) -> str:
    id_ = str((await organiser.asks("POST", "/events", json=event() | SOLD)).json()["event_id"])
    assert (await organiser.asks("POST", f"/events/{id_}/sections", json=ROW)).status_code == 201
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200
    await organiser.sees(f"/events/{id_}/availability", capacity=16)
    return id_


class Page:
    """As `docs/live.md` says it."""

    def __init__(self, shown: dict[str, Any]) -> None:
        self.shown, self.at = shown, int(shown["version"])
        self.named = {one["name"]: one for one in (*shown["ticket_types"], *shown["add_ons"])} | {"": shown}

    def applies(self, news: dict[str, Any]) -> None:
        assert news["type"] == "news" and news["from"] <= self.at + 1, news
        self.at = news["to"]
        for name, counts in news["body"].get("counts", {}).items():
            self.named[name] |= counts
        for name, free in news["body"].get("free", {}).items():
            self.named[name]["free"] = free

    async def follows(self, watcher: Watcher, until: int) -> None:
        while self.at < until:
            self.applies(await watcher.hears())

    def told(self) -> dict[str, Any]:
        shared = [self.named[name] for name in (*FLOOR["ticket_types"], *FLOOR["add_ons"])]
        sums = {count: sum(one.get(count, 0) for one in shared) for count in ("held", "sold", "blocked")}
        return counted(self.shown | {"quotas": [{"name": "floor", "size": 12} | sums]})


def counted(shown: dict[str, Any]) -> dict[str, Any]:
    """But for the sections, which a page counts by their seats, and for the number."""
    return {name: value for name, value in shown.items() if name not in ("sections", "version")}


async def buys(buyer: Person, id_: str, **wish: Any) -> str:
    said = await buyer.asks("POST", "/bookings", json={"event_id": id_, **wish})
    assert said.status_code == 201, said.text
    return str(said.json()["booking_id"])


async def test_a_page_that_lays_the_news_over_its_snapshot_has_the_counts_of_a_new_one(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await on_sale(organiser)
    page = Page((await buyer.asks("GET", f"/events/{id_}/availability")).json())
    async with front.live() as watcher:
        assert (await watcher.asks("subscribe", channel=f"event:{id_}", after=page.at))["at"] == page.at
        wishes = [("adult", 2, {}), ("child", 1, {"parking": 2}), ("adult", 1, {"parking": 1}), ("child", 2, {})]
        booked = await asyncio.gather(
            buys(buyer, id_, seats=["stalls-A1", "stalls-A2"]),
            *(buys(buyer, id_, ticket_type=kind, quantity=n, add_ons=add_ons) for kind, n, add_ons in wishes),
        )
        kept = {"ticket_type": "child", "quantity": 1, "reason": "house"}
        assert (await organiser.asks("POST", f"/events/{id_}/blocks", json=kept)).status_code == 201
        assert (await buyer.asks("DELETE", f"/bookings/{booked[2]}")).status_code == 200
        right = {"sold": 7, "held": 0, "blocked": 1}
        shown = await buyer.becomes(f"/events/{id_}/availability", lambda shown: right.items() <= shown.items())
        await page.follows(watcher, shown["version"])
    assert page.told() == counted(shown)
