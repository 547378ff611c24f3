"""The provider is away, or does what it is asked and never says so: nothing is lost, and money is settled once."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from contracts.bookings import BookingCancelled, BookingHeld, CancelBooking
from contracts.payments import BreakerReset, ResetBreaker
from handlers.inventory.rows import Hold
from handlers.payments.rows import PaymentIntent
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.operator import Operator
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.provider import Provider
from tests.mesh.provider_fake import fake_provider
from tests.mesh.test_money import held
from tests.mesh.test_purchase import on_sale, wish
from tests.mesh.test_sight import free_port

SEATS = tuple(f"stalls-{row}{n}" for row in "AB" for n in (1, 2, 3))


async def test_an_intent_that_was_made_without_an_answer_is_made_once(mesh: Mesh, provider: Provider) -> None:
    before = await provider.made()
    await provider.silent("create", 1)
    purchase = await held(mesh, provider, await on_sale(mesh, price=900))
    assert await provider.made() == before + 1
    await provider.pays(purchase.id)
    await purchase.is_kept()


async def test_money_that_went_back_without_an_answer_goes_back_once(mesh: Mesh, provider: Provider) -> None:
    purchase = await held(mesh, provider, await on_sale(mesh, price=900))
    await provider.pays(purchase.id)
    await purchase.is_kept()
    await provider.hold()
    await provider.silent("refund", 1)
    assert isinstance(await mesh.ask(CancelBooking.of(purchase.asked)), BookingCancelled)
    await purchase.is_refunded_once()


async def test_who_could_not_be_asked_for_money_before_the_hold_lapsed_is_told_and_the_seat_is_sold(
    mesh: Mesh, provider: Provider
) -> None:
    await provider.away("create", 1000)
    event = await on_sale(mesh, price=900, hold_for=timedelta(seconds=1))
    late = wish(event, "stalls-A1")
    assert isinstance(await mesh.ask(late), BookingHeld)
    await eventually(lambda: told(mesh, late.booking_id, "BookingExpired"))
    await mesh.becomes("inventory", Hold, event, late.booking_id, state="released")
    await provider.back()
    await mesh.becomes("payments", PaymentIntent, event, late.booking_id, state="cancelled", within=40)
    assert not told(mesh, late.booking_id, "PaymentRequired")
    purchase = await held(mesh, provider, event)
    await provider.pays(purchase.id)
    await purchase.is_kept()


def told(mesh: Mesh, booking: str, kind: str) -> bool:
    """On its buyer's socket."""
    return any(booking in subject and news["body"]["type"] == kind for subject, news in mesh.told)


async def test_a_reset_is_answered_and_on_the_bus(mesh: Mesh) -> None:
    said = await mesh.ask(ResetBreaker(dependency="stripe", operator="olga"))
    assert said == BreakerReset(dependency="stripe", operator="olga")


async def test_the_mail_servers_breaker_is_reset_by_an_operator_too(operator: Operator) -> None:
    assert (await operator.json("breakers", "reset", "smtp"))["type"] == "MailBreakerReset"


async def test_what_no_operator_may_reset_is_said(operator: Operator) -> None:
    said = await operator.runs("breakers", "reset", "moon")
    assert said.exit_code == 1 and "only stripe" in said.output


@pytest.fixture
async def stubborn(fleet: Fleet, stripe_url: str, tmp_path: Path) -> AsyncIterator[tuple[Mesh, Provider, Operator]]:
    """On real servers, a breaker that would not probe by itself for a day."""
    port, ready = free_port(), tmp_path / "ready.json"
    health = {"stubborn": f"http://127.0.0.1:{port}/health/ready"}
    ready.write_text(json.dumps(asdict(fleet.addresses) | {"health": health}))
    fleet.only("stubborn", BOXOFFICE_HEALTH_PORT=str(port), BOXOFFICE_BREAKER_WAIT="86400")
    async with real_mesh(*settings(fleet.addresses)) as mesh, fake_provider(mesh, stripe_url) as provider:
        yield mesh, provider, Operator(ready)
    fleet.end("stubborn")


@pytest.mark.real
async def test_an_open_breaker_parks_bookings_until_an_operator_resets_it_and_loses_none(
    stubborn: tuple[Mesh, Provider, Operator],
) -> None:
    mesh, provider, operator = stubborn
    await provider.away("create", 1000)
    event = await on_sale(mesh, price=900)
    asked = [wish(event, seat) for seat in SEATS]
    answers = await asyncio.gather(*(mesh.ask(one) for one in asked))
    assert all(isinstance(one, BookingHeld) for one in answers)
    opened = [{"process": "stubborn", "service": "payments", "dependency": "stripe", "state": "open"}]

    async def is_open() -> bool:
        return bool(await operator.json("breakers", code=None) == opened)

    await eventually(is_open)
    await provider.back()
    assert (await operator.json("breakers", "reset", "stripe"))["type"] == "BreakerReset"
    for one in asked:
        await mesh.becomes("payments", PaymentIntent, event, one.booking_id, state="open")
    assert "all breakers are closed" in (await operator.runs("breakers")).output
