"""Other seats for late money, on the memory mesh and on the real servers alike."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from contracts.bookings import AcceptOffer, BookingCancelled, BookingConfirmed, BookingHeld, CancelBooking, OfferRefused
from handlers.bookings.settings import BookingSettings
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, memory_mesh, real_mesh
from tests.mesh.provider import Provider
from tests.mesh.provider_fake import fake_provider
from tests.mesh.provider_memory import InMemory
from tests.mesh.test_money import Purchase, held, short
from tests.mesh.test_purchase import on_sale, wish

__all__ = ["short"]
MOMENT, HOLD = timedelta(seconds=2), timedelta(seconds=2.5)
"""Long enough that each state is seen on a slow machine."""


@pytest.fixture
async def offer(mesh: Mesh, short: Purchase, provider: Provider) -> Purchase:
    return await offered(mesh, short, provider)


async def offered(mesh: Mesh, short: Purchase, provider: Provider) -> Purchase:
    """The seat is another's when the money comes."""
    await provider.hold()
    await provider.away("cancel", 3)
    await provider.pays(short.id)
    await short.hold("released")
    assert isinstance(await mesh.ask(wish(short.asked.event_id, "stalls-A1")), BookingHeld)
    await provider.release()
    await short.booking(state="offered")
    await short.hold("held")
    return short


async def test_who_accepts_the_other_seats_has_them(mesh: Mesh, offer: Purchase) -> None:
    said = await mesh.ask(AcceptOffer.of(offer.asked))
    assert isinstance(said, BookingConfirmed) and said.seats != offer.asked.seats
    await offer.is_kept()
    assert isinstance(await mesh.ask(AcceptOffer.of(offer.asked)), OfferRefused)


async def test_who_declines_the_other_seats_has_the_money_back_once(mesh: Mesh, offer: Purchase) -> None:
    assert isinstance(await mesh.ask(CancelBooking.of(offer.asked)), BookingCancelled)
    await offer.is_refunded_once()
    await offer.hold("released")
    assert isinstance(await mesh.ask(AcceptOffer.of(offer.asked)), OfferRefused)


@pytest.fixture(params=["memory", pytest.param("real", marks=pytest.mark.real)])
async def hasty(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Mesh, Provider]]:
    """An offer lapses in a moment."""
    if request.param == "memory":
        monkeypatch.setattr("handlers.bookings.offer.settings", lambda: BookingSettings(offer_for=MOMENT))
        async with memory_mesh() as mesh:
            yield mesh, InMemory(mesh)
        return
    fleet: Fleet = request.getfixturevalue("fleet")
    fleet.only("hasty", BOXOFFICE_BOOKINGS_OFFER_FOR=f"PT{MOMENT.total_seconds():.0f}S")
    url = request.getfixturevalue("stripe_url")
    async with real_mesh(*settings(fleet.addresses)) as mesh, fake_provider(mesh, url) as provider:
        yield mesh, provider
    fleet.end("hasty")


async def test_who_does_not_answer_has_the_money_back_once(hasty: tuple[Mesh, Provider]) -> None:
    mesh, provider = hasty
    short = await held(mesh, provider, await on_sale(mesh, price=900, hold_for=HOLD))
    lapsed = await offered(mesh, short, provider)
    await lapsed.is_refunded_once()
    await lapsed.hold("released")
    assert isinstance(await mesh.ask(AcceptOffer.of(lapsed.asked)), OfferRefused)
