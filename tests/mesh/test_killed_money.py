"""Money goes back in part, comes late or is declined, while all workers are killed and all is said twice: once each."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest

from contracts.base import Message
from contracts.bookings import AcceptOffer, CancelBooking
from contracts.inventory import SeatsBlocked
from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold
from handlers.payments.rows import PaymentIntent
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.provider import Provider
from tests.mesh.provider_fake import fake_provider
from tests.mesh.test_blocks import block
from tests.mesh.test_killed_cancellation import killed_until
from tests.mesh.test_killed_workers import breaches, nothing_new
from tests.mesh.test_money import Purchase, held
from tests.mesh.test_purchase import on_sale
from tests.mesh.test_refunds import refund

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]
PRICE, PART, SOON, LONG = 900, 300, timedelta(seconds=2), 90
ROW = [f"stalls-A{number}" for number in (1, 2, 3)]
EACH = 2


async def twice(one: Purchase, message: Message) -> None:
    await one.mesh.say(message, id=await one.mesh.say(message))


async def ends(one: Purchase, booking: str, hold: str, payment: str, refunds: int = 0, **fields: Any) -> None:
    mesh, key = one.mesh, one.key
    await mesh.becomes("bookings", Booking, *key, state=booking, within=LONG)
    await mesh.becomes("inventory", Hold, *key, state=hold, within=LONG)
    await mesh.becomes("payments", PaymentIntent, *key, state=payment, within=LONG, **fields)
    assert await one.provider.refunds(one.id) == ["succeeded"] * refunds


async def gives_a_part_back(one: Purchase) -> None:
    await twice(one, refund(one.asked, PART))
    await ends(one, "confirmed", "sold", "succeeded", 1, returned=PART)


async def cancels(one: Purchase) -> None:
    await twice(one, CancelBooking.of(one.asked))
    await ends(one, "cancelled", "released", "refunded", 1)


async def is_declined(one: Purchase) -> None:
    await one.provider.declines(one.id)
    await ends(one, "cancelled", "released", "failed")
    assert await one.provider.status(one.id) == "canceled"


async def pays_late(one: Purchase) -> None:
    await ends(one, "confirmed", "sold", "succeeded")


async def accepts(one: Purchase) -> None:
    await one.mesh.becomes("bookings", Booking, *one.key, state="offered", within=LONG)
    await twice(one, AcceptOffer.of(one.asked))
    await ends(one, "confirmed", "sold", "succeeded")


async def declines_the_offer(one: Purchase) -> None:
    await one.mesh.becomes("bookings", Booking, *one.key, state="offered", within=LONG)
    await twice(one, CancelBooking.of(one.asked))
    await ends(one, "cancelled", "released", "refunded", 1)


async def bought(mesh: Mesh, provider: Provider, event: str, seat: str) -> Purchase:
    one = await held(mesh, provider, event, seat)
    await provider.pays(one.id)
    await one.is_kept()
    return one


async def late(mesh: Mesh, provider: Provider) -> list[Purchase]:
    """Paid while they expire, of which nobody is told yet; the seats of the last two are another's."""
    event = await on_sale(mesh, price=PRICE, hold_for=SOON)
    seats = [f"stalls-{row}{number}" for row in "AB" for number in range(1, EACH + 1)]
    found = [await held(mesh, provider, event, seat) for seat in seats]
    for one in found:
        await provider.pays(one.id)
    for one in found:
        await one.hold("released")
    assert isinstance(await mesh.ask(block(event, *seats[EACH:])), SeatsBlocked)
    return found


async def under_way(mesh: Mesh, provider: Provider) -> list[Coroutine[Any, Any, None]]:
    event, other = await on_sale(mesh, price=PRICE), await on_sale(mesh, price=PRICE)
    parts = [await bought(mesh, provider, event, seat) for seat in ROW[:EACH]]
    over = [await bought(mesh, provider, other, seat) for seat in ROW[:EACH]]
    due = await held(mesh, provider, other, ROW[-1])
    await provider.hold()
    await provider.away("cancel", 1_000)
    first, second, *offered = await late(mesh, provider)
    await provider.release()
    await provider.back()
    return [
        *map(gives_a_part_back, parts), *map(cancels, over), is_declined(due), pays_late(first), pays_late(second),
        accepts(offered[0]), declines_the_offer(offered[1]),
    ]  # fmt: skip


async def test_each_has_the_seat_or_the_money_once_though_all_workers_are_killed_again_and_again(
    fleet: Fleet, stripe_url: str
) -> None:
    fleet.whole()
    dsn = fleet.addresses.postgres
    async with real_mesh(*settings(fleet.addresses)) as mesh, fake_provider(mesh, stripe_url) as provider:
        before = await breaches(dsn)
        stories = await under_way(mesh, provider)
        done = asyncio.create_task(together(stories))
        assert await killed_until(done, fleet) >= 1
        await eventually(lambda: nothing_new(dsn, before), within=60, every=0.5)


async def together(stories: list[Coroutine[Any, Any, None]]) -> None:
    await asyncio.gather(*stories)
