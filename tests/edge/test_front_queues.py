"""The queue of an event, as people at the door see it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ops.commands.queue import read_log
from ops.queue_log import wrong
from tests.edge.front import Front, Person, event

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


TURNS = ["turn"] * 4


async def queued(
    front: Front, starts_in: float = -1, places: int = 5, organiser: Person | None = None, **plan: Any
) -> str:
    """The id of an event whose queue takes people by now."""
    organiser, now = organiser or await front.person(organiser=True), datetime.now(UTC)
    plan = {"opens": (now - timedelta(hours=1)).isoformat(), "per_minute": 6_000} | plan
    opens = (now + timedelta(seconds=starts_in)).isoformat()
    said = await organiser.asks("POST", "/events", json=event(0, places) | {"queue": plan, "sale_opens": opens})
    assert said.status_code == 201, said.text
    id_ = str(said.json()["event_id"])
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200
    await organiser.sees(f"/events/{id_}/queue", state="running" if starts_in < 0 else "open")
    return id_


async def joins(person: Person, id_: str) -> dict[str, Any]:
    said = await person.asks("POST", f"/events/{id_}/queue/place")
    assert said.status_code == 201, said.text
    found: dict[str, Any] = said.json()
    return found


def place(id_: str) -> str:
    return f"/events/{id_}/queue/place"


def wish(id_: str) -> dict[str, Any]:
    return {"event_id": id_, "ticket_type": "standing", "quantity": 1}


async def test_who_stood_in_the_queue_buys_and_who_did_not_is_told_why(front: Front) -> None:
    id_, buyer, other = await queued(front), await front.person(), await front.person()
    await joins(buyer, id_)
    await buyer.sees(place(id_), state="turn")
    assert (await buyer.asks("POST", "/bookings", json=wish(id_))).status_code == 201
    refused = await other.asks("POST", "/bookings", json=wish(id_))
    assert (refused.status_code, refused.json()["code"]) == (409, "no_turn")
    shown = await buyer.sees(place(id_), state="spent")
    assert (shown["rank"], shown["order"]) == (1, "first_come")


async def test_a_socket_tells_rank_and_turn_and_goes_on_after_a_reconnect(front: Front) -> None:
    id_, buyer = await queued(front, starts_in=4), await front.person()
    joined = await joins(buyer, id_)
    channel = f"place:{joined['place_id']}"
    async with front.live(buyer) as watcher:
        assert (await watcher.asks("subscribe", channel=channel, after=0))["type"] == "subscribed"
        assert [step["type"] for step in await watcher.news_until("QueueJoined")] == ["QueueJoined"]
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel=channel, after=1)
        steps = await watcher.news_until("TurnGranted")
    assert [step["type"] for step in steps] == ["PlaceDrawn", "TurnGranted"] and steps[1]["rank"] == 1


async def test_anybody_may_watch_a_queue_and_nobody_anothers_place(front: Front) -> None:
    id_, buyer, other = await queued(front), await front.person(), await front.person()
    async with front.live() as watcher:
        assert (await watcher.asks("subscribe", channel=f"queue:{id_}"))["type"] == "subscribed"
        joined = await joins(buyer, id_)
        (moved,) = await watcher.news_until("QueueMoved")
    assert moved["served"] == 1 and joined["buyer_id"] not in str(moved)
    async with front.live(other) as watcher:
        assert (await watcher.asks("subscribe", channel=f"place:{joined['place_id']}"))["code"] == "forbidden"


async def test_a_reload_and_a_second_tab_keep_the_place(front: Front) -> None:
    id_, buyer = await queued(front, starts_in=3_600), await front.person()
    first, second = await joins(buyer, id_), await joins(buyer, id_)
    assert first["receipt"] == second["receipt"] == 1
    shown = await buyer.sees(place(id_), state="waiting")
    assert (shown["rank"], shown["ahead"], shown["receipt"], shown["order"]) == (None, None, 1, "drawn")


async def test_who_waits_is_told_and_shown_that_the_event_was_called_off(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await queued(front, starts_in=3_600, organiser=organiser)
    joined = await joins(buyer, id_)
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel=f"place:{joined['place_id']}", after=1)
        assert (await organiser.asks("POST", f"/events/{id_}/cancellation", json={})).status_code == 200
        (told,) = await watcher.news_until("PlaceClosed")
    assert (told["reason"], told["receipt"]) == ("event_cancelled", 1)
    shown = await buyer.sees(place(id_), state="closed")
    assert (shown["ahead"], shown["estimate"], shown["paused"]) == (None, None, False)
    refused = await buyer.asks("POST", place(id_))
    assert (refused.status_code, refused.json()["code"]) == (409, "queue_closed")


async def test_an_organiser_changes_the_rate_in_mid_sale_and_who_waits_is_told(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await queued(front, organiser=organiser, per_minute=1)
    await joins(buyer, id_)
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel=f"queue:{id_}")
        assert (await buyer.asks("PATCH", f"/events/{id_}/queue", json={"per_minute": 600})).status_code == 403
        assert (await organiser.asks("PATCH", f"/events/{id_}/queue", json={"per_minute": 600})).status_code == 200
        told = (await watcher.news_until("QueueRateChanged"))[-1]
    assert (told["per_minute"], told["before"]) == (600, 1)
    await buyer.sees(f"/events/{id_}/queue", per_minute=600)
    await buyer.sees(place(id_), state="turn")


async def test_a_full_queue_says_when_to_come_again(front: Front) -> None:
    id_, first, second = await queued(front, starts_in=3_600, at_most=1), await front.person(), await front.person()
    await joins(first, id_)
    refused = await second.asks("POST", place(id_))
    assert (refused.status_code, refused.json()["code"]) == (503, "queue_full") and refused.headers["Retry-After"]
    assert (await first.asks("DELETE", place(id_))).status_code == 200
    await second.sees(f"/events/{id_}/queue", waiting=0)
    await first.sees(place(id_), state="left")
    await joins(second, id_)


async def test_who_has_the_page_of_a_queue_is_not_sent_it_again_until_it_moves(front: Front) -> None:
    id_, buyer = await queued(front, starts_in=3_600), await front.person()
    page = await front.client.get(f"/events/{id_}/queue")
    has = {"If-None-Match": page.headers["etag"]}
    assert page.headers["cache-control"] == "public, max-age=1, must-revalidate"
    assert (await front.client.get(f"/events/{id_}/queue", headers=has)).status_code == 304
    await joins(buyer, id_)
    await buyer.sees(f"/events/{id_}/queue", waiting=1)
    assert (await front.client.get(f"/events/{id_}/queue", headers=has)).status_code == 200


async def test_what_has_no_queue_has_none_to_see(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    for path in (f"/events/{id_}/queue", f"/events/{id_}/queue/receipts", place(id_)):
        assert (await buyer.asks("GET", path)).status_code == 404
    assert (await buyer.asks("POST", place(id_))).status_code == 404


async def test_a_queue_that_makes_no_sense_is_refused(front: Front) -> None:
    organiser, late = await front.person(organiser=True), (datetime.now(UTC) + timedelta(days=1)).isoformat()
    said = await organiser.asks("POST", "/events", json=event() | {"queue": {"opens": late, "per_minute": 5}})
    assert said.status_code == 422 and said.json()["errors"][0]["field"] == "queue"


async def test_the_public_log_is_in_order(front: Front) -> None:
    id_, people = await queued(front, starts_in=5), [await front.person() for _ in range(4)]
    for person in people:
        await joins(person, id_)
    for person in people:
        await person.sees(place(id_), state="turn")
    await people[0].becomes(
        f"/events/{id_}/queue/receipts", lambda log: [one["state"] for one in log["items"]] == TURNS
    )
    found, receipts, served = await read_log(str(front.client.base_url).rstrip("/"), id_)
    assert len(receipts) == 4 and sorted(one.rank for one in receipts) == [1, 2, 3, 4]
    assert (found["chain"], found["order"]) == (receipts[-1].chain, "first_come")
    assert wrong(found, receipts, served) == []
