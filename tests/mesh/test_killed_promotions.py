"""The worker of promotions is killed while many want a code: no more have it than may, and none of it is lost."""

import asyncio
from functools import partial

import pytest

from handlers.bookings.rows import Booking
from handlers.promotions.rows import Promotion
from ops import registry
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.test_promotions import given_out, with_code
from tests.mesh.test_purchase import on_sale

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
KILLS, MOST = 3, 4
SEATS = [f"stalls-{row}{number}" for row in "AB" for number in range(1, 7)]


async def states(mesh: Mesh, keys: list[tuple[str, str]]) -> list[str]:
    rows = [await mesh.row("bookings", Booking, *key) for key in keys]
    return sorted(row.state for row in rows if row)


async def test_a_code_is_had_as_often_as_may_be_though_the_worker_is_killed_meanwhile(fleet: Fleet) -> None:
    fleet.only("promotions", "promotions")
    fleet.start("rest", *(name for name in registry.NAMES if name != "promotions"))
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        olga, code = await given_out(mesh, percent=10_000, uses_at_most=KILLS * MOST)
        keys = list[tuple[str, str]]()
        for event in [await on_sale(mesh, price=900, organiser=olga) for _ in range(KILLS)]:
            wishes = [with_code(event, seat) for seat in SEATS]
            said = asyncio.gather(*map(mesh.say, wishes))
            await asyncio.to_thread(partial(fleet.restart, "promotions"))
            await said
            keys += [(event, one.booking_id) for one in wishes]
        most = KILLS * MOST
        ends = ["confirmed"] * most + ["rejected"] * (len(keys) - most)

        async def ended() -> bool:
            return await states(mesh, keys) == ends

        assert await eventually(ended, within=60)
        await mesh.becomes("promotions", Promotion, code, uses=most)
    fleet.end_workers()
