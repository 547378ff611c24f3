"""What organisers keep from the sale, at the front door: in memory, and on real servers."""

import asyncio
from typing import Any

import pytest

from tests.edge.front import Front, Person
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
TWO = {"reason": "the view is poor", "seats": ["stalls-A1", "stalls-A2"]}
PLACES = {"reason": "the press", "ticket_type": "standing", "quantity": 4}


async def blocks(organiser: Person, id_: str, block: dict[str, Any]) -> dict[str, Any]:
    """The answer, once inventory knows the sections."""

    async def said() -> dict[str, Any] | None:
        found: dict[str, Any] = (await organiser.asks("POST", f"/events/{id_}/blocks", json=block)).json()
        return None if found.get("code") == "unknown_seat" else found

    return await eventually(said) or {}


async def test_blocked_seats_are_shown_to_all_and_why_to_their_organiser_alone(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    async with front.live() as watcher:
        await watcher.asks("subscribe", channel=f"event:{id_}")
        said = await blocks(organiser, id_, TWO)
        assert (said["type"], said["seats"]) == ("SeatsBlocked", TWO["seats"])
        news = (await watcher.news_until("SeatsBlocked"))[-1]
    assert news["seats"] == dict.fromkeys(TWO["seats"], "blocked") and "poor" not in str(news)
    seen = await buyer.becomes(f"/events/{id_}/seats", lambda shown: shown["taken"])
    assert seen["taken"] == dict.fromkeys(TWO["seats"], "blocked")
    counts = await buyer.sees(f"/events/{id_}/availability", blocked=2, free=15)
    assert [one["blocked"] for one in counts["sections"]] == [2]
    refused = await front.buys(buyer, id_, "stalls-A2", "stalls-A3")
    assert (refused.status_code, refused.json()["code"], refused.json()["lost"]) == (409, "blocked", ["stalls-A2"])
    assert "poor" not in refused.text
    listed = await organiser.becomes(f"/events/{id_}/blocks", lambda shown: shown["items"])
    assert [(one["id"], one["reason"]) for one in listed["items"]] == [(said["block_id"], TWO["reason"])]
    other = await front.person(organiser=True)
    assert (await other.asks("GET", f"/events/{id_}/blocks")).status_code == 404
    assert (await other.asks("POST", f"/events/{id_}/blocks", json=PLACES)).json()["code"] == "foreign_event"


async def test_unblocked_seats_are_sold_and_sold_seats_are_not_blocked(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    path = f"/events/{id_}/blocks/{(await blocks(organiser, id_, TWO))['block_id']}"
    assert (await organiser.asks("DELETE", path)).json()["type"] == "SeatsUnblocked"
    again = await organiser.asks("DELETE", path)
    assert (again.status_code, again.json()["code"]) == (409, "not_blocked")
    assert (await organiser.asks("DELETE", f"/events/{id_}/blocks/none")).status_code == 404
    assert (await front.buys(buyer, id_, "stalls-A2")).status_code == 201
    refused = await organiser.asks("POST", f"/events/{id_}/blocks", json=TWO)
    assert (refused.status_code, refused.json()["code"]) == (409, "seats_in_use")
    assert refused.json()["lost"] == ["stalls-A2"]
    await organiser.becomes(f"/events/{id_}/blocks", lambda shown: shown["items"] == [])
    await buyer.sees(f"/events/{id_}/availability", blocked=0, free=16)


async def test_some_of_a_block_is_sold_again_and_the_rest_is_not(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    path = f"/events/{id_}/blocks/{(await blocks(organiser, id_, TWO))['block_id']}/unblocking"
    said = await organiser.asks("POST", path, json={"seats": ["stalls-A1"]})
    assert (said.status_code, said.json()["type"], said.json()["left"]) == (200, "SomeSeatsUnblocked", ["stalls-A2"])
    again = await organiser.asks("POST", path, json={"seats": ["stalls-A1", "stalls-A2"]})
    assert (again.status_code, again.json()["code"], again.json()["lost"]) == (409, "not_blocked", ["stalls-A1"])
    bought = [(await front.buys(buyer, id_, seat)).status_code for seat in ("stalls-A1", "stalls-A2")]
    assert bought == [201, 409]
    await organiser.becomes(f"/events/{id_}/blocks", lambda shown: shown["items"][0]["seats"] == ["stalls-A2"])
    await buyer.sees(f"/events/{id_}/availability", blocked=1, free=15)


async def test_places_are_blocked_by_their_number(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    assert (await blocks(organiser, id_, PLACES))["quantity"] == 4
    more = await organiser.asks("POST", f"/events/{id_}/blocks", json=PLACES)
    assert (more.status_code, more.json()["code"]) == (409, "places_in_use")
    wish = {"event_id": id_, "ticket_type": "standing"}
    codes = [(await buyer.asks("POST", "/bookings", json=wish | {"quantity": n})).status_code for n in (2, 1)]
    assert codes == [409, 201]


async def test_of_many_who_want_a_seat_and_an_organiser_who_blocks_it_one_has_it(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    await blocks(organiser, id_, {"reason": "sound", "seats": ["stalls-B6"]})
    for row in (1, 2, 3):
        seat = f"stalls-A{row}"
        block = organiser.asks("POST", f"/events/{id_}/blocks", json={"reason": "sound", "seats": [seat]})
        answers = await asyncio.gather(front.buys(buyer, id_, seat), block, front.buys(buyer, id_, seat))
        assert sorted(one.status_code for one in answers) == [201, 409, 409]
