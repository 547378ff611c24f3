"""The provider takes the money with what is saved, and never says so: it is found, and taken once."""

import asyncio
import uuid

import pytest

from contracts.bookings import BookingHeld
from contracts.payments import PaymentMethodAccepted, PaymentMethodAwaited, PayWithMethod, SavePaymentMethod
from handlers.payments.rows import Balance, Customer, PaymentIntent
from tests.eventually import eventually
from tests.mesh.mailbox import Mailbox
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_money import Purchase
from tests.mesh.test_purchase import on_sale, wish


async def saved(mesh: Mesh, provider: Provider, account: str) -> str:
    """The id of a card that the person keeps at the provider's."""
    awaited = await mesh.ask(SavePaymentMethod(account_id=account, setup_id=uuid.uuid4().hex))
    assert isinstance(awaited, PaymentMethodAwaited)
    method = await provider.hands_in(awaited.client_secret)
    await mesh.becomes("payments", Customer, account, chosen=method)
    return method


async def due(mesh: Mesh, provider: Provider, account: str) -> Purchase:
    asked = wish(await on_sale(mesh, price=900), "stalls-A1").model_copy(update={"buyer_id": account})
    assert isinstance(await mesh.ask(asked), BookingHeld)
    intent = await mesh.becomes("payments", PaymentIntent, asked.event_id, asked.booking_id, state="open")
    return Purchase(mesh, provider, asked, intent.provider_id or "")


async def test_money_that_was_taken_without_an_answer_is_found_and_settled_once(
    mesh: Mesh, provider: Provider, mailbox: Mailbox, request: pytest.FixtureRequest
) -> None:
    account, _ = await mailbox.opened()
    method = await saved(mesh, provider, account)
    one = await due(mesh, provider, account)
    await provider.silent("charge", 1)
    pay = PayWithMethod(
        account_id=account, booking_id=one.asked.booking_id, event_id=one.asked.event_id, method_id=method
    )
    assert isinstance(await mesh.ask(pay), PaymentMethodAccepted)
    if mesh.profile == "real":
        await eventually(lambda: is_taken(provider, one), within=15)
        fleet: Fleet = request.getfixturevalue("fleet")
        await asyncio.to_thread(fleet.restart, "all")
    assert isinstance(await mesh.ask(pay), PaymentMethodAccepted)
    await one.is_kept()
    await mesh.becomes("payments", Balance, one.asked.event_id, sales=900)


async def is_taken(provider: Provider, one: Purchase) -> bool:
    return await provider.status(one.id) == "succeeded"
