"""What bookings grant back and what goes back are compared, in memory and on real servers: a difference is a case."""

from collections.abc import Iterator

import pytest

from contracts.bookings import RefundBooking, RefundGranted
from handlers.payments.rows import MoneyCase, PaymentIntent
from handlers.payments.settings import settings
from tests.mesh.fixtures import GRACE
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_disputes import paid, stands
from tests.mesh.test_money import Purchase

__all__ = ["paid"]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers of this process are as impatient as those of the fleet."""
    monkeypatch.setenv("BOXOFFICE_PAYMENTS_REFUND_GRACE", GRACE)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def refund(paid: Purchase, amount: int) -> RefundBooking:
    return RefundBooking.of(paid.asked, asker_id="oscar", by_operator=True, amount=amount)


async def case(mesh: Mesh, paid: Purchase, **fields: object) -> tuple[str, int, int]:
    found = await mesh.becomes("payments", MoneyCase, "stripe", f"{paid.asked.booking_id}/refunds", **fields)
    return found.kind, found.expected, found.found


async def test_what_was_granted_and_never_went_is_a_case(mesh: Mesh, paid: Purchase, provider: Provider) -> None:
    dispute = await provider.disputes(paid.id)
    await stands(paid, dispute, withdrawn=True)
    assert isinstance(await mesh.ask(refund(paid, 300)), RefundGranted)
    assert await case(mesh, paid, state="open") == ("refund_missing", 300, 0)


async def test_what_went_back_and_was_never_granted_is_a_case(mesh: Mesh, paid: Purchase, provider: Provider) -> None:
    await provider.gives_back(paid.id, 200)
    assert await case(mesh, paid, state="open") == ("refund_not_granted", 0, 200)


async def test_what_was_granted_and_went_is_none(mesh: Mesh, paid: Purchase) -> None:
    assert isinstance(await mesh.ask(refund(paid, 300)), RefundGranted)
    await mesh.becomes("payments", PaymentIntent, *paid.key, returned=300, granted=300)
    assert await mesh.row("payments", MoneyCase, "stripe", f"{paid.asked.booking_id}/refunds") is None
