"""The worker of invoices is killed while it gives numbers: none is left out, and none is given twice."""

import asyncio
from functools import partial

import pytest

from handlers.invoices.rows import Invoice, Series
from ops import registry
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import real_mesh
from tests.mesh.test_invoices import TERMS, charge, organiser
from tests.mesh.test_purchase import on_sale

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
BOOKINGS, KILLS = 40, 3


async def test_numbers_have_no_gaps_though_the_worker_is_killed_meanwhile(fleet: Fleet) -> None:
    fleet.only("invoices", "invoices")
    fleet.start("rest", *(name for name in registry.NAMES if name != "invoices"))
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        olga = organiser()
        events = [await on_sale(mesh, terms=TERMS, organiser=olga) for _ in range(KILLS)]
        for event in events:
            said = asyncio.gather(*(charge(mesh, event, nth) for nth in range(BOOKINGS)))
            await asyncio.to_thread(partial(fleet.restart, "invoices"))
            await said
        last = KILLS * (BOOKINGS + BOOKINGS // 2)
        await mesh.becomes("invoices", Series, olga, last=last, within=60)
        matters = [(event, nth, note) for event in events for nth in range(BOOKINGS) for note in range(1 + nth % 2)]
        rows = [await mesh.row("invoices", Invoice, olga, f"{event}-{nth:020d}/{note}") for event, nth, note in matters]
        assert sorted(row.number for row in rows if row) == list(range(1, last + 1))
    fleet.end_workers()
