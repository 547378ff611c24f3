"""3-D Secure, on the memory mesh and on the real servers alike: the payer's bank asks first."""

from tests.mesh.provider import NOT_PASSED, Provider
from tests.mesh.test_money import Purchase, purchase, short

__all__ = ["purchase", "short"]


async def test_a_payer_who_passes_gets_the_tickets(purchase: Purchase, provider: Provider) -> None:
    await provider.asks(purchase.id)
    await purchase.booking(state="held")
    await provider.answers(purchase.id, passed=True)
    await purchase.is_kept()


async def test_a_payer_who_does_not_pass_frees_the_seats(purchase: Purchase, provider: Provider) -> None:
    await provider.asks(purchase.id)
    await provider.answers(purchase.id, passed=False)
    await purchase.booking(state="cancelled")
    await purchase.hold("released")
    await purchase.payment(state="failed", reason=NOT_PASSED)
    assert await provider.status(purchase.id) == "canceled"


async def test_webhooks_of_a_payer_who_passed_twice_and_in_reverse_confirm_it_once(
    purchase: Purchase, provider: Provider
) -> None:
    await provider.hold()
    await provider.asks(purchase.id)
    await provider.answers(purchase.id, passed=True)
    await provider.release()
    await purchase.is_kept()


async def test_a_payer_who_never_answers_has_not_paid(short: Purchase, provider: Provider) -> None:
    await provider.asks(short.id)
    await short.booking(state="expired")
    await short.hold("released")
    await short.payment(state="cancelled")
    assert await provider.status(short.id) == "canceled"
