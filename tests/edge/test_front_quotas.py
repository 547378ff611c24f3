"""What ticket types share, through the front door: in memory, and on real servers."""

import asyncio
from typing import Any

import httpx2
import pytest

from tests.edge.front import Front, Person, event

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
TYPES = [{"name": name, "price": 0, "capacity": 4} for name in ("adult", "child")]
FLOOR = {"name": "floor", "size": 5, "ticket_types": ["adult", "child"]}


async def drafted(organiser: Person, **other: Any) -> httpx2.Response:
    return await organiser.asks("POST", "/events", json=event() | {"ticket_types": TYPES, "quotas": [FLOOR]} | other)


async def on_sale(organiser: Person) -> str:
    id_ = str((await drafted(organiser)).json()["event_id"])
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200
    await organiser.sees(f"/events/{id_}/availability", capacity=5)
    return id_


async def buys(buyer: Person, id_: str, kind: str, quantity: int) -> tuple[int, str]:
    wish = {"event_id": id_, "ticket_type": kind, "quantity": quantity}
    said = await buyer.asks("POST", "/bookings", json=wish)
    return said.status_code, said.json().get("code", "")


async def test_types_sell_what_they_share_and_the_page_says_what_is_left(front: Front) -> None:
    id_, buyer = await on_sale(await front.person(organiser=True)), await front.person()
    assert await buys(buyer, id_, "adult", 4) == (201, "")
    shown = await buyer.becomes(f"/events/{id_}/availability", lambda shown: shown["quotas"][0]["sold"])
    assert [(kind["name"], kind["free"]) for kind in shown["ticket_types"]] == [("adult", 0), ("child", 1)]
    assert shown["quotas"] == [{"name": "floor", "size": 5, "held": 0, "sold": 4, "blocked": 0}]
    assert await buys(buyer, id_, "child", 2) == (409, "sold_out")
    assert await buys(buyer, id_, "child", 1) == (201, "")
    await buyer.sees(f"/events/{id_}", state="sold_out", quotas=[FLOOR])


async def test_two_types_race_for_the_last_place_and_one_has_it(front: Front) -> None:
    id_, buyer = await on_sale(await front.person(organiser=True)), await front.person()
    assert await buys(buyer, id_, "adult", 2) == (201, "")
    said = await asyncio.gather(*(buys(buyer, id_, kind, 1) for kind in ("adult", "child") * 3))
    assert sorted(said) == [(201, "")] * 3 + [(409, "sold_out")] * 3


async def test_an_organiser_changes_the_quotas_of_a_draft(front: Front) -> None:
    organiser = await front.person(organiser=True)
    id_ = str((await drafted(organiser)).json()["event_id"])
    said = await organiser.asks("PATCH", f"/events/{id_}", json={"quotas": [FLOOR | {"size": 3}]})
    assert said.json()["changed"] == ["quotas"]
    await organiser.sees(f"/events/{id_}", quotas=[FLOOR | {"size": 3}])


@pytest.mark.parametrize("wrong", [{"size": 0}, {"ticket_types": ["nobody's"]}, {"ticket_types": []}, {"more": 1}])
async def test_a_quota_that_is_none_is_refused(front: Front, wrong: dict[str, Any]) -> None:
    said = await drafted(await front.person(organiser=True), quotas=[FLOOR | wrong])
    assert said.status_code in (400, 422) and said.json()["code"] in ("invalid", "quotas"), said.text
