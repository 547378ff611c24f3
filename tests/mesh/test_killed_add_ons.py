"""Inventory's worker is killed while many, twice, ask for a ticket with an add-on: one pool, sold to the last."""

import asyncio
from functools import partial

import pytest

from handlers.bookings.rows import Booking
from ops import registry
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import real_mesh
from tests.mesh.test_add_ons import on_sale, pool, wish

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
KILLS, WISHES, PAIRS = 2, 16, 5
"""Of the pool there are twice as many as pairs: each takes a ticket and an add-on."""


async def test_one_pool_is_sold_to_the_last_and_no_further_though_the_worker_is_killed(fleet: Fleet) -> None:
    fleet.only("inventory", "inventory")
    fleet.start("rest", *(name for name in registry.NAMES if name != "inventory"))
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        events = [await on_sale(mesh, size=2 * PAIRS) for _ in range(KILLS)]
        wishes = [wish(event, 1, parking=1) for event in events for _ in range(WISHES)]
        for event in events:
            mine = [one for one in wishes if one.event_id == event]
            said = asyncio.gather(*(mesh.say(one, id=one.booking_id) for one in (*mine, *mine)))
            await asyncio.to_thread(partial(fleet.restart, "inventory"))
            await said

        async def ended() -> bool:
            rows = [await mesh.row("bookings", Booking, one.event_id, one.booking_id) for one in wishes]
            states = sorted(row.state for row in rows if row)
            most = KILLS * PAIRS
            return states == ["confirmed"] * most + ["rejected"] * (len(wishes) - most)

        assert await eventually(ended, within=60)
        for event in events:
            assert await pool(mesh, event) == (PAIRS, PAIRS, 2 * PAIRS)
    fleet.end_workers()
