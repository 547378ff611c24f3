"""Turns while the provider is away, in memory and on the real servers alike."""

import asyncio

from contracts.bookings import BookingHeld
from handlers.payments.rows import PaymentIntent
from handlers.waiting_room.rows import Queue
from handlers.waiting_room.under_way import AHEAD_AT_LEAST
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_queue import join, queued, turn, wish

BUYERS = [f"buyer{n}" for n in range(3 * AHEAD_AT_LEAST)]


async def test_while_the_provider_is_away_few_are_let_in_and_all_when_it_is_back(
    mesh: Mesh, provider: Provider
) -> None:
    await provider.away("create", 1_000)
    event = await queued(mesh, places=50, price=900, per_minute=300)
    await asyncio.gather(*(mesh.ask(join(event, buyer)) for buyer in BUYERS))

    async def holds(buyer: str) -> str:
        await turn(mesh, event, buyer, within=45)
        held = await mesh.ask(wish(event, buyer))
        assert isinstance(held, BookingHeld)
        return held.booking_id

    holding = [asyncio.create_task(holds(buyer)) for buyer in BUYERS]
    await mesh.becomes("waiting_room", Queue, event, slowed=True)
    await provider.back()
    for booking in await asyncio.gather(*holding):
        await mesh.becomes("payments", PaymentIntent, event, booking, within=45, state="open")
    await mesh.becomes("waiting_room", Queue, event, slowed=False, unasked=0, turns=0, waiting=0)
