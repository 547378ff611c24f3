"""What bookings grant back and what goes back are compared, in memory and on real servers: a difference is a case."""

from collections.abc import Iterator

import pytest

from contracts.bookings import RefundBooking, RefundGranted
from handlers.bookings.rows import Booking
from handlers.payments.rows import MoneyCase, PaymentIntent
from handlers.payments.settings import settings
from handlers.views.rows import BookingView
from tests.mesh.fixtures import GRACE
from tests.mesh.operator import Operator
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
    found = await mesh.becomes("payments", MoneyCase, "stripe", f"{paid.asked.booking_id}.refunds", **fields)
    return found.kind, found.expected, found.found


async def applied(operator: Operator, paid: Purchase) -> None:
    """Two have the proposed step taken."""
    words = "money", "apply", f"{paid.asked.booking_id}.refunds", "--operator"
    assert (await operator.json(*words, "olga"))["type"] == "CaseProposed"
    assert (await operator.json(*words, "otto"))["type"] == "CaseApplied"


async def test_what_was_granted_and_never_went_is_a_case_and_goes_when_two_want_it(
    mesh: Mesh, paid: Purchase, provider: Provider, operator: Operator
) -> None:
    dispute = await provider.disputes(paid.id)
    await stands(paid, dispute, withdrawn=True)
    assert isinstance(await mesh.ask(refund(paid, 300)), RefundGranted)
    assert await case(mesh, paid, state="open") == ("refund_missing", 300, 0)
    await provider.decides(dispute, "won")
    await stands(paid, dispute, reinstated=True)
    await applied(operator, paid)
    assert await case(mesh, paid, state="applied") == ("refund_missing", 300, 0)
    await mesh.becomes("payments", PaymentIntent, *paid.key, returned=300)


async def test_what_went_back_and_was_never_granted_is_a_case_and_granted_when_two_want_it(
    mesh: Mesh, paid: Purchase, provider: Provider, operator: Operator
) -> None:
    await provider.gives_back(paid.id, 200)
    assert await case(mesh, paid, state="open") == ("refund_not_granted", 0, 200)
    await applied(operator, paid)
    assert await case(mesh, paid, state="applied") == ("refund_not_granted", 0, 200)
    await mesh.becomes("bookings", Booking, *paid.key, granted=200, state="confirmed")
    await mesh.becomes("views", BookingView, *paid.key, granted=200)


async def test_what_is_granted_beyond_what_is_left_sends_what_is_left(
    mesh: Mesh, paid: Purchase, provider: Provider, operator: Operator
) -> None:
    await provider.gives_back(paid.id, 700)
    await mesh.becomes("payments", PaymentIntent, *paid.key, returned=700)
    assert isinstance(await mesh.ask(refund(paid, 500)), RefundGranted)
    assert await case(mesh, paid, state="open", expected=500) == ("granted_too_much", 500, 200)
    await applied(operator, paid)
    await mesh.becomes("payments", PaymentIntent, *paid.key, returned=900, parts=(700, 200))


async def test_what_was_granted_and_went_is_none(mesh: Mesh, paid: Purchase) -> None:
    assert isinstance(await mesh.ask(refund(paid, 300)), RefundGranted)
    await mesh.becomes("payments", PaymentIntent, *paid.key, returned=300, granted=300)
    assert await mesh.row("payments", MoneyCase, "stripe", f"{paid.asked.booking_id}.refunds") is None
