"""Views that are away: what is shown says how old it is, and no more once they are back."""

import asyncio
from pathlib import Path

import pytest
import typer

from edge.reading.behind import HEADER
from ops import registry
from ops.commands.queue import read_log
from ops.queue_log import wrong
from tests.edge.conftest import frozen
from tests.edge.front import Front, Person
from tests.edge.test_front_queues import joins, place, queued
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]
ALL_OTHERS = [name for name in registry.NAMES if name != "views"]


async def test_what_is_shown_while_the_views_are_away_says_how_old_it_is(front: Front, fleet: Fleet) -> None:
    fleet.only("rest", *ALL_OTHERS)
    await front.person()
    await eventually(lambda: tells(front), within=30)
    await asyncio.to_thread(fleet.start, "views", "views")
    await eventually(lambda: tells_nothing(front), within=30)


async def test_a_place_its_turn_and_the_queue_are_shown_while_the_views_are_away(front: Front, fleet: Fleet) -> None:
    id_, buyer, other = await queued(front, places=1), await front.person(), await front.person()
    await asyncio.to_thread(fleet.only, "rest", *ALL_OTHERS)
    for person in (buyer, other):
        await joins(person, id_)
    turn = await buyer.sees(place(id_), state="turn")
    assert turn["deadline"] and (turn["rank"], turn["receipt"], turn["order"]) == (1, 1, "first_come")
    waits = await other.becomes(place(id_), lambda said: said["rank"] == 2 and said["paused"])
    assert waits["ahead"] == 0 and waits["estimate"]
    await other.sees(f"/events/{id_}/queue", served=1)
    await asyncio.to_thread(fleet.start, "views", "views")
    await other.sees(f"/events/{id_}/queue/receipts", next=None)
    assert (await other.asks("GET", place(id_))).json()["state"] == "waiting"


async def test_nothing_is_said_of_an_order_whose_log_is_behind_and_it_is_waited_for(front: Front, fleet: Fleet) -> None:
    id_, buyer, edge = await queued(front, places=1), await front.person(), str(front.client.base_url).rstrip("/")
    await asyncio.to_thread(fleet.only, "rest", *ALL_OTHERS)
    await joins(buyer, id_)
    await buyer.sees(f"/events/{id_}/queue", served=1)
    with pytest.raises(typer.Exit):
        await read_log(edge, id_, patience=0)
    waits = asyncio.create_task(read_log(edge, id_))
    await asyncio.to_thread(fleet.start, "views", "views")
    found, receipts, served = await waits
    assert (found["served"], [one.rank for one in receipts], served) == (1, [1], 1)
    assert wrong(found, receipts, served) == []


async def test_who_has_just_joined_has_a_place_though_nobody_heard_of_it_and_redis_went_away(
    front: Front, fleet: Fleet, stack_data: Path
) -> None:
    id_, buyer, other = await queued(front, starts_in=3_600), await front.person(), await front.person()
    await asyncio.to_thread(fleet.only, "rest", *(one for one in ALL_OTHERS if one not in ("waiting_room", "realtime")))
    assert (await buyer.asks("GET", place(id_))).status_code == 404
    assert (await buyer.asks("POST", place(id_), wait=False)).status_code == 202
    with frozen(stack_data, "valkey"):
        for _ in range(2):
            assert (await buyer.asks("GET", place(id_))).json()["state"] == "accepted"
        assert (await other.asks("GET", place(id_))).status_code == 404
    assert (await buyer.asks("GET", place(id_))).json()["state"] == "accepted"
    await asyncio.to_thread(fleet.start, "heard", "waiting_room", "realtime", "views")
    await buyer.sees(place(id_), state="waiting")


async def test_who_was_refused_is_let_in_within_two_seconds_after_somebody_left_though_the_views_are_away(
    front: Front, fleet: Fleet
) -> None:
    people = [await front.person() for _ in range(3)]
    id_, (first, second, third) = await queued(front, starts_in=3_600, at_most=1), people
    await asyncio.to_thread(fleet.only, "rest", *ALL_OTHERS)
    await joins(first, id_)
    await first.sees(f"/events/{id_}/queue", waiting=1)
    for person in (second, third):
        refused = await person.asks("POST", place(id_))
        assert (refused.status_code, refused.json()["code"]) == (503, "queue_full")
    assert (await first.asks("DELETE", place(id_))).status_code == 200
    await eventually(lambda: let_in(second, id_), within=2)
    assert (await third.asks("POST", place(id_))).status_code == 503
    await asyncio.to_thread(fleet.start, "views", "views")


async def let_in(person: Person, id_: str) -> bool:
    return (await person.asks("POST", place(id_))).status_code == 201


async def tells(front: Front) -> bool:
    return int((await front.client.get("/events")).headers.get(HEADER, 0)) >= 2


async def tells_nothing(front: Front) -> bool:
    return HEADER not in (await front.client.get("/events")).headers
