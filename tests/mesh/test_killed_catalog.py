"""The worker of catalog is killed between an event's question and its venue's answer: one event has the venue."""

import asyncio
from functools import partial

import pytest

from contracts.catalog import EventPublished, PublishEvent
from handlers.catalog.rows import Calendar
from ops import registry
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import real_mesh
from tests.mesh.test_event_life import drafted, shows
from tests.mesh.test_venues import hall, reason

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
EVENTS, KILLS = 30, 3


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
