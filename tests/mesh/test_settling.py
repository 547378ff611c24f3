"""Slow payments, on the memory mesh and on the real servers alike: the seats are kept until their end is known."""

from contracts.bookings import BookingCancelled, CancelBooking
from tests.mesh.provider import Provider
from tests.mesh.test_money import Purchase, purchase, short

__all__ = ["purchase", "short"]


async def test_a_slow_payment_that_succeeds_confirms(purchase: Purchase, provider: Provider) -> None:
    await provider.pays_slowly(purchase.id)
    await purchase.booking(state="settling")
    await purchase.hold("held")
    await provider.settles(purchase.id, succeeded=True)
    await purchase.is_kept()


async def test_a_slow_payment_that_fails_releases(purchase: Purchase, provider: Provider) -> None:
    await provider.pays_slowly(purchase.id)
    await purchase.booking(state="settling")
    await provider.settles(purchase.id, succeeded=False)
    await purchase.booking(state="cancelled")
    await purchase.hold("released")
    assert await provider.status(purchase.id) == "canceled"


async def test_webhooks_of_a_slow_payment_twice_and_in_reverse_confirm_it_once(
    purchase: Purchase, provider: Provider
) -> None:
    await provider.hold()
    await provider.pays_slowly(purchase.id)
    await provider.settles(purchase.id, succeeded=True)
    await provider.release()
    await purchase.is_kept()


async def test_a_slow_payment_told_after_the_booking_expired_is_late_money(short: Purchase, provider: Provider) -> None:
    await provider.hold()
    await provider.pays_slowly(short.id)
    await short.booking(state="expired")
    await short.hold("released")
    await provider.settles(short.id, succeeded=True)
    await provider.release()
    await short.is_kept()


async def test_the_money_of_a_slow_payment_that_was_given_up_goes_back(purchase: Purchase, provider: Provider) -> None:
    await provider.pays_slowly(purchase.id)
    await purchase.booking(state="settling")
    assert isinstance(await purchase.mesh.ask(CancelBooking.of(purchase.asked)), BookingCancelled)
    await purchase.hold("released")
    await provider.settles(purchase.id, succeeded=True)
    await purchase.is_refunded_once()
