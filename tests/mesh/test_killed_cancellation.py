"""An event is called off and all workers are killed every two seconds: each booking's money goes back exactly once."""

import asyncio
import os
from functools import partial

import pytest

from contracts.base import OfBooking
from contracts.bookings import BookingHeld, RequestBooking
from contracts.catalog import EventCancelled
from handlers.bookings.rows import Booking
from handlers.payments.rows import PaymentIntent
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.provider import Provider
from tests.mesh.provider_fake import fake_provider
from tests.mesh.test_killed_workers import breaches, nothing_new
from tests.mesh.test_purchase import on_sale, wish

pytestmark = [pytest.mark.real, pytest.mark.slow]
BOOKINGS = int(os.environ.get("BOXOFFICE_TEST_CALLED_OFF", "300"))
"""A run of all 10,000 takes long: it is asked for by name, and has the time for it."""
REFUNDED_WITHIN = max(3_000, BOOKINGS)
pytestmark += [pytest.mark.timeout(600 + 2 * REFUNDED_WITHIN)]
KILLED_EVERY, AT_ONCE = 2.0, 40


async def buys(mesh: Mesh, provider: Provider, event: str, at_once: asyncio.Semaphore) -> RequestBooking:
    async with at_once:
        asked = wish(event, quantity=1)
        assert isinstance(await mesh.ask(asked), BookingHeld)
        key = event, asked.booking_id
        intent = await mesh.becomes("payments", PaymentIntent, *key, state="open", within=60)
        await provider.pays(intent.provider_id or "")
        await mesh.becomes("bookings", Booking, *key, state="confirmed", within=60)
        return asked


async def refunded(mesh: Mesh, bookings: list[RequestBooking]) -> None:
    for one in bookings:
        await mesh.becomes(
            "payments", PaymentIntent, one.event_id, one.booking_id, state="refunded", within=REFUNDED_WITHIN
        )


async def killed_until(done: "asyncio.Task[None]", fleet: Fleet) -> int:
    """How often."""
    kills = 0
    while not done.done():
        await asyncio.to_thread(partial(fleet.restart, "all"))
        kills += 1
        await asyncio.wait({done}, timeout=KILLED_EVERY)
    await done
    return kills


async def went_back_once(mesh: Mesh, provider: Provider, one: OfBooking) -> bool:
    intent = await mesh.row("payments", PaymentIntent, one.event_id, one.booking_id)
    return bool(intent) and await provider.refunds(intent.provider_id or "") == ["succeeded"]


async def test_everybody_is_refunded_exactly_once_though_all_workers_are_killed_again_and_again(
    fleet: Fleet, stripe_url: str
) -> None:
    fleet.whole()
    dsn, at_once = fleet.addresses.postgres, asyncio.Semaphore(AT_ONCE)
    async with real_mesh(*settings(fleet.addresses)) as mesh, fake_provider(mesh, stripe_url) as provider:
        before = await breaches(dsn)
        event = await on_sale(mesh, price=900, capacity=BOOKINGS, standing=BOOKINGS)
        bookings = await asyncio.gather(*(buys(mesh, provider, event, at_once) for _ in range(BOOKINGS)))
        await mesh.say(EventCancelled(event_id=event))
        done = asyncio.create_task(refunded(mesh, bookings))
        kills = await killed_until(done, fleet)
        once = [await went_back_once(mesh, provider, one) for one in bookings]
        print(f"{len(once)} bookings, {kills} kills, {sum(once)} refunded exactly once")
        assert all(once) and kills >= 1
        await eventually(lambda: nothing_new(dsn, before), within=120, every=0.5)
    fleet.end_workers()
