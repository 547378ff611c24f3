"""The worker of catalog is killed between events' questions and a venue's answers: one event has the venue."""

import asyncio
from functools import partial

import pytest

from contracts.catalog import EventPublished, PublishEvent
from handlers.catalog.rows import Calendar
from ops import registry
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import real_mesh
from tests.mesh.test_event_life import drafted, on_sale, shows
from tests.mesh.test_moved_events import move, one_moved
from tests.mesh.test_venues import hall, reason

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
EVENTS, MOVING, KILLS = 30, 12, 3


async def test_one_of_many_has_the_venue_though_the_worker_is_killed_meanwhile(fleet: Fleet) -> None:
    fleet.only("catalog", "catalog")
    fleet.start("rest", *(name for name in registry.NAMES if name != "catalog"))
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        for _ in range(KILLS):
            venue = await hall(mesh)
            events = [await drafted(mesh, venue_id=venue) for _ in range(EVENTS)]
            asked = [await mesh.say(PublishEvent(**of)) for of in events]
            await asyncio.to_thread(partial(fleet.restart, "catalog"))
            said = await asyncio.gather(*(mesh.answer(id_) for id_ in asked))
            (won,) = [n for n, one in enumerate(said) if isinstance(one, EventPublished)]
            assert {reason(one) for n, one in enumerate(said) if n != won} == {"venue_taken"}
            await shows(mesh, events[won]["event_id"], "on_sale")
            calendar = await mesh.row("catalog", Calendar, venue)
            assert calendar and [slot.event_id for slot in calendar.slots] == [events[won]["event_id"]]
    fleet.end_workers()


async def test_of_many_that_move_one_has_the_venue_and_each_has_one_though_the_worker_is_killed_meanwhile(
    fleet: Fleet,
) -> None:
    fleet.only("catalog", "catalog")
    fleet.start("rest", *(name for name in registry.NAMES if name != "catalog"))
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        for _ in range(KILLS):
            new, olds = await hall(mesh), [await hall(mesh) for _ in range(MOVING)]
            events = [await on_sale(mesh, venue_id=old) for old in olds]
            asked = [await mesh.say(move(of, new)) for of in events]
            await asyncio.to_thread(partial(fleet.restart, "catalog"))
            said = await asyncio.gather(*(mesh.answer(id_) for id_ in asked))
            await one_moved(mesh, new, olds, events, said)
    fleet.end_workers()
