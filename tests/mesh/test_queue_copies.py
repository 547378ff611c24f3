"""Three copies of the waiting room, one killed after the other: one order all the same."""

import asyncio
from datetime import timedelta

import pytest

from contracts.catalog import EventCancelled
from contracts.waiting_room import place_id
from handlers.realtime.rows import Channel
from handlers.waiting_room.rows import Place, Queue
from ops import registry
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.test_queue import join, queued

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(180)]
COPIES = ("one", "two", "three")
PEOPLE = [f"person{n}" for n in range(30)]


async def places(mesh: Mesh, event: str) -> list[Place]:
    """By rank."""
    found = [await mesh.row("waiting_room", Place, event, place_id(event, person)) for person in PEOPLE]
    return sorted((one for one in found if one), key=lambda one: one.rank)


async def let_in(mesh: Mesh, events: list[str], many: int) -> bool:
    queues = [await mesh.row("waiting_room", Queue, event) for event in events]
    return all(queue and queue.served >= many for queue in queues)


async def test_turns_are_granted_in_the_order_of_the_ranks_whoever_grants_them(fleet: Fleet) -> None:
    fleet.end_workers()
    fleet.start("others", *(name for name in registry.NAMES if name != "waiting_room"))
    for copy in COPIES:
        fleet.start(copy, "waiting_room")
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        events = [await queued(mesh, timedelta(seconds=8), places=40, per_minute=240) for _ in COPIES]
        await asyncio.gather(*(mesh.ask(join(event, person)) for event in events for person in PEOPLE))
        for nth, copy in enumerate(COPIES, 1):
            await eventually(lambda nth=nth: let_in(mesh, events, 5 * nth), within=30)
            await asyncio.to_thread(fleet.restart, copy)
        await eventually(lambda: let_in(mesh, events, len(PEOPLE)), within=60)
        for event in events:
            ranked = await eventually(lambda event=event: all_have_turns(mesh, event), within=20)
            assert [one.rank for one in ranked] == list(range(1, len(PEOPLE) + 1))
            deadlines = [one.deadline for one in ranked if one.deadline]
            assert deadlines == sorted(deadlines)
    fleet.end_workers()


async def test_each_who_waits_is_told_once_that_the_queue_closed_though_who_tells_them_is_killed(fleet: Fleet) -> None:
    fleet.end_workers()
    fleet.start("others", *(name for name in registry.NAMES if name != "waiting_room"))
    fleet.start("one", "waiting_room")
    crowd = [f"waits{n}" for n in range(600)]
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        event = await queued(mesh, places=1)
        await asyncio.gather(*(mesh.ask(join(event, person)) for person in crowd))
        await mesh.becomes("waiting_room", Queue, event, waiting=599, turns=1)
        await mesh.say(EventCancelled(event_id=event))
        for nth in range(1, 4):
            await eventually(lambda nth=nth: closed(mesh, event, crowd[:: 200 // nth]), within=30)
            await asyncio.to_thread(fleet.restart, "one")
        told = [await eventually(lambda who=who: heard(mesh, event, who), within=30) for who in crowd]
        assert sorted(told) == [2] * 600, "each heard of the place, and of the turn or the end"
    fleet.end_workers()


async def closed(mesh: Mesh, event: str, people: list[str]) -> bool:
    """One of these at least was told."""
    found = [await mesh.row("waiting_room", Place, event, place_id(event, person)) for person in people]
    return any(one and one.state == "closed" for one in found)


async def heard(mesh: Mesh, event: str, person: str) -> int:
    """How many words there were of this place; 0 while it waits."""
    place = await mesh.row("waiting_room", Place, event, place_id(event, person))
    channel = await mesh.row("realtime", Channel, event, place_id(event, person))
    return channel.n if place and place.state in ("turn", "closed") and channel and channel.n > 1 else 0


async def all_have_turns(mesh: Mesh, event: str) -> list[Place]:
    """Empty until they have."""
    found = await places(mesh, event)
    return found if all(one.state == "turn" for one in found) else []
