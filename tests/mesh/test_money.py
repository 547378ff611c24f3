"""Money and its accidents, on the memory mesh and on the real servers alike: it is kept for a booking, or goes back."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import pytest

from contracts.bookings import BookingCancelled, BookingHeld, CancelBooking, RequestBooking
from contracts.catalog import EventCancelled
from contracts.edge import StripeEventNoticed, Webhook, stripe_event
from handlers.bookings.rows import Booking
from handlers.inventory.rows import Hold
from handlers.payments.rows import PaymentIntent
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_purchase import on_sale, wish

SOON = timedelta(seconds=1)
LONG = timedelta(minutes=10)


@dataclass
class Purchase:
    """A booking that is held, and its intent at the provider."""

    mesh: Mesh
    provider: Provider
    asked: RequestBooking
    id: str

    @property
    def key(self) -> tuple[str, str]:
        return self.asked.event_id, self.asked.booking_id

    async def booking(self, **fields: object) -> None:
        await self.mesh.becomes("bookings", Booking, *self.key, **fields)

    async def payment(self, **fields: object) -> None:
        await self.mesh.becomes("payments", PaymentIntent, *self.key, **fields)

    async def hold(self, state: str) -> None:
        await self.mesh.becomes("inventory", Hold, *self.key, state=state)

    async def is_refunded_once(self) -> None:
        await self.payment(state="refunded")
        assert await self.provider.refunds(self.id) == ["succeeded"]

    async def is_kept(self) -> None:
        await self.booking(state="confirmed")
        await self.hold("sold")
        await self.payment(state="succeeded")
        assert await self.provider.refunds(self.id) == []


async def held(mesh: Mesh, provider: Provider, event: str, *seats: str) -> Purchase:
    asked = wish(event, *(seats or ("stalls-A1",)))
    assert isinstance(await mesh.ask(asked), BookingHeld)
    intent = await mesh.becomes("payments", PaymentIntent, event, asked.booking_id, state="open")
    return Purchase(mesh, provider, asked, intent.provider_id or "")


@pytest.fixture
async def purchase(mesh: Mesh, provider: Provider) -> Purchase:
    """There is time enough to pay."""
    return await held(mesh, provider, await on_sale(mesh, price=900))


@pytest.fixture
async def short(mesh: Mesh, provider: Provider) -> Purchase:
    """It expires in a moment."""
    return await held(mesh, provider, await on_sale(mesh, price=900, hold_for=SOON))


async def test_a_paid_booking_is_confirmed_and_gets_its_tickets(purchase: Purchase, provider: Provider) -> None:
    await provider.pays(purchase.id)
    await purchase.is_kept()


async def test_a_declined_card_ends_the_booking_and_closes_the_intent(purchase: Purchase, provider: Provider) -> None:
    await provider.declines(purchase.id)
    await purchase.booking(state="cancelled")
    await purchase.hold("released")
    await purchase.payment(state="failed", reason="card_declined")
    assert await provider.status(purchase.id) == "canceled"


async def test_a_booking_that_nobody_pays_expires_and_nobody_can_pay_it_later(
    short: Purchase, provider: Provider
) -> None:
    await short.booking(state="expired")
    await short.hold("released")
    await short.payment(state="cancelled")
    assert await provider.status(short.id) == "canceled"


async def test_late_money_gets_the_seats_while_they_are_free(short: Purchase, provider: Provider) -> None:
    await provider.hold()
    await provider.away("cancel", 2)
    await provider.pays(short.id)
    await short.booking(state="expired")
    await provider.release()
    await short.is_kept()


async def test_no_webhook_is_needed_for_late_money(short: Purchase, provider: Provider) -> None:
    await provider.hold()
    await provider.pays(short.id)
    await short.is_kept()


async def test_late_money_for_seats_that_are_gone_goes_back_once(
    mesh: Mesh, short: Purchase, provider: Provider
) -> None:
    await provider.hold()
    await provider.away("cancel", 3)
    await provider.pays(short.id)
    await short.hold("released")
    every = [f"stalls-{row}{number}" for row in "AB" for number in range(1, 7)]
    assert isinstance(await mesh.ask(wish(short.asked.event_id, *every)), BookingHeld)
    await provider.release()
    await short.booking(state="cancelled")
    await short.is_refunded_once()


async def test_a_buyer_who_cancels_after_paying_gets_the_money_back(purchase: Purchase, provider: Provider) -> None:
    await provider.pays(purchase.id)
    await purchase.is_kept()
    assert isinstance(await purchase.mesh.ask(CancelBooking.of(purchase.asked)), BookingCancelled)
    await purchase.is_refunded_once()
    await purchase.hold("released")


async def test_everybody_gets_the_money_back_when_the_event_is_cancelled(mesh: Mesh, provider: Provider) -> None:
    event = await on_sale(mesh, price=900)
    purchases = [await held(mesh, provider, event, f"stalls-B{n}") for n in (1, 2, 3)]
    await asyncio.gather(*(provider.pays(one.id) for one in purchases[:2]))
    for one in purchases[:2]:
        await one.is_kept()
    await mesh.say(EventCancelled(event_id=event))
    for one in purchases[:2]:
        await one.is_refunded_once()
    await purchases[2].payment(state="cancelled")


async def test_webhooks_twice_and_in_reverse_have_one_effect_each(purchase: Purchase, provider: Provider) -> None:
    await provider.hold()
    await provider.pays(purchase.id)
    await purchase.mesh.ask(CancelBooking.of(purchase.asked))
    await purchase.is_refunded_once()
    await provider.release()
    other = await held(purchase.mesh, provider, purchase.asked.event_id, "stalls-A2")
    await provider.pays(other.id)
    await other.is_kept()
    await purchase.is_refunded_once()


def succeeded(one: Purchase) -> Webhook:
    metadata = {name: getattr(one.asked, name) for name in ("event_id", "booking_id", "buyer_id")}
    about = {"id": one.id, "amount": 900, "amount_received": 900, "currency": "eur", "metadata": metadata}
    event = {"id": "evt_1", "type": "payment_intent.succeeded", "created": 1_764_000_000, "data": {"object": about}}
    return stripe_event(event)


async def test_a_webhook_that_comes_a_thousand_times_has_one_effect(purchase: Purchase, provider: Provider) -> None:
    """Half of them under an id of their own, as if no inbox knew them; while the booking is given up."""
    mesh, told = purchase.mesh, succeeded(purchase)
    await provider.mute()
    await provider.pays(purchase.id)
    first = await mesh.say(told)
    copies = asyncio.gather(*(mesh.say(told, id=first if number % 2 else "") for number in range(999)))
    await purchase.is_kept()
    await mesh.ask(CancelBooking.of(purchase.asked))
    await copies
    await purchase.is_refunded_once()
    (brought,) = await mesh.inspector.owed(purchase.asked.event_id)
    assert (brought.entries, brought.provider, brought.owed) == (4, 0, 0)


async def test_thin_events_are_enough_to_confirm_it_once(purchase: Purchase, provider: Provider) -> None:
    await provider.mute()
    await provider.pays(purchase.id)
    for kind in ("payment_intent.succeeded", "payment_intent.created", "payment_intent.succeeded"):
        told = {"provider_event_id": "evt_1", "kind": kind, "object_kind": "payment_intent", "object_id": purchase.id}
        await purchase.mesh.say(StripeEventNoticed(**told))
    await purchase.is_kept()


async def test_another_amount_never_confirms_and_is_shown_to_the_operator(short: Purchase, provider: Provider) -> None:
    await provider.pays(short.id, received=1)
    assert "0.01 EUR arrived, 9.00 EUR is due" in await dead(short.mesh, short.asked.booking_id)
    await short.booking(state="expired")
    await short.hold("released")


async def dead(mesh: Mesh, subject: str) -> str:
    """Why the payments service put a message of this subject aside."""

    async def found() -> str:
        aside = await mesh.inspector.waiting("payments", subject)
        return next((one.error for one in aside if one.reason == "dead"), "")

    return await eventually(found, within=15)


async def test_while_the_provider_is_away_bookings_wait_and_none_is_lost(mesh: Mesh, provider: Provider) -> None:
    event = await on_sale(mesh, price=900)
    await provider.away("create", 3)
    purchase = await held(mesh, provider, event)
    await provider.pays(purchase.id)
    await purchase.is_kept()
