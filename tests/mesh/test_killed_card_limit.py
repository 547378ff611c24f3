"""Six accounts pay with one card at once, all is said twice and the worker is killed: as many as may have tickets."""

import asyncio
from functools import partial

import pytest

from handlers.bookings.rows import Booking
from handlers.payments.rows import PaymentIntent
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.provider_fake import fake_provider
from tests.mesh.test_killed_workers import breaches, nothing_new
from tests.mesh.test_money import Purchase, held
from tests.mesh.test_purchase import on_sale

pytestmark = [pytest.mark.real, pytest.mark.timeout(200)]
BOUND, ACCOUNTS = 3, 6
KEPT, RETURNED = ("confirmed", "succeeded"), ("cancelled", "refunded")


async def end_of(mesh: Mesh, one: Purchase) -> tuple[str, str]:
    booking = await mesh.row("bookings", Booking, *one.key)
    intent = await mesh.row("payments", PaymentIntent, *one.key)
    assert booking and intent
    return booking.state, intent.state


async def ended(mesh: Mesh, all_: list[Purchase]) -> bool:
    return sorted([await end_of(mesh, one) for one in all_]) == [RETURNED] * (ACCOUNTS - BOUND) + [KEPT] * BOUND


async def test_one_card_has_as_many_tickets_as_it_may_though_the_worker_is_killed(
    fleet: Fleet, stripe_url: str
) -> None:
    fleet.only("cards", BOXOFFICE_PAYMENTS_TICKETS_BY_CARD=str(BOUND))
    dsn = fleet.addresses.postgres
    async with real_mesh(*settings(fleet.addresses)) as mesh, fake_provider(mesh, stripe_url) as provider:
        before, event = await breaches(dsn), await on_sale(mesh, price=900)
        seats = [f"stalls-A{number}" for number in range(1, ACCOUNTS + 1)]
        all_ = await asyncio.gather(*(held(mesh, provider, event, seat) for seat in seats))
        await provider.hold()
        await asyncio.gather(*(provider.pays(one.id) for one in all_))
        await provider.release()
        for _ in range(3):
            await asyncio.to_thread(partial(fleet.restart, "cards"))
        await eventually(lambda: ended(mesh, all_), within=90, every=0.2)
        for one in all_:
            back = [] if await end_of(mesh, one) == KEPT else ["succeeded"]
            assert await provider.refunds(one.id) == back
        await eventually(lambda: nothing_new(dsn, before), within=60, every=0.5)
