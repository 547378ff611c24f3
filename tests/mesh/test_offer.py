"""Other seats for late money, on the memory mesh and on the real servers alike."""

from datetime import timedelta

import pytest

from contracts.bookings import AcceptOffer, BookingCancelled, BookingConfirmed, BookingHeld, CancelBooking, OfferRefused
from handlers.bookings.settings import BookingSettings
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_money import Purchase, short
from tests.mesh.test_purchase import wish

__all__ = ["short"]


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


@pytest.mark.parametrize("mesh", ["memory"], indirect=True)
async def test_who_does_not_answer_has_the_money_back_once(
    mesh: Mesh, short: Purchase, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.bookings.offer.settings", lambda: BookingSettings(offer_for=timedelta(seconds=0.5)))
    lapsed = await offered(mesh, short, provider)
    await lapsed.is_refunded_once()
    await lapsed.hold("released")
    assert isinstance(await mesh.ask(AcceptOffer.of(lapsed.asked)), OfferRefused)
