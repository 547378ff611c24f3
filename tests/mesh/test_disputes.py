"""A buyer's bank asks for the money back: in memory and on real servers, from the provider's word to the operator."""

from typing import Any

import pytest

from contracts.bookings import BookingCancelled, CancelBooking
from handlers.payments.rows import Dispute
from handlers.views.money import BalanceView
from handlers.views.rows import BookingView
from ops.check.warnings import DISPUTED
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_money import Purchase, held
from tests.mesh.test_purchase import on_sale


@pytest.fixture
async def paid(mesh: Mesh, provider: Provider) -> Purchase:
    purchase = await held(mesh, provider, await on_sale(mesh, price=900))
    await provider.pays(purchase.id)
    await purchase.is_kept()
    return purchase


async def stands(paid: Purchase, id_: str, **fields: Any) -> Dispute:
    return await paid.mesh.becomes("payments", Dispute, *paid.key, id_, **fields)


async def test_a_dispute_is_followed_to_its_end_and_the_tickets_stay(paid: Purchase, provider: Provider) -> None:
    id_ = await provider.disputes(paid.id)
    assert (await stands(paid, id_, withdrawn=True, status="needs_response")).away == 900
    await paid.mesh.becomes("views", BalanceView, paid.key[0], sales=900, disputed=900)
    await paid.mesh.becomes("views", BookingView, *paid.key, disputes={id_: "open"})
    await provider.decides(id_, "won")
    assert (await stands(paid, id_, reinstated=True, status="won")).away == 0
    await paid.mesh.becomes("views", BalanceView, paid.key[0], sales=900, disputed=0)
    await paid.mesh.becomes("views", BookingView, *paid.key, disputes={id_: "won"})
    await paid.is_kept()


async def test_news_of_a_dispute_twice_and_in_reverse_have_one_effect(paid: Purchase, provider: Provider) -> None:
    await provider.hold()
    id_ = await provider.disputes(paid.id)
    await provider.decides(id_, "lost")
    await provider.release()
    assert (await stands(paid, id_, withdrawn=True, status="lost")).away == 900
    await paid.is_kept()


async def test_what_the_bank_has_taken_is_not_given_back_a_second_time(paid: Purchase, provider: Provider) -> None:
    await stands(paid, await provider.disputes(paid.id), withdrawn=True)
    assert isinstance(await paid.mesh.ask(CancelBooking.of(paid.asked)), BookingCancelled)
    await paid.payment(state="refund_failed", reason="charge_disputed")
    assert await provider.refunds(paid.id) == []


async def test_disputes_are_listed_and_a_check_warns_of_them(
    paid: Purchase, provider: Provider, operator: Operator
) -> None:
    id_ = await provider.disputes(paid.id)
    await stands(paid, id_, withdrawn=True)
    listed = await operator.runs("payments", "disputes")
    line = f"{paid.asked.booking_id}  {id_}  9.00 EUR  fraudulent  needs_response  9.00 EUR withdrawn"
    assert listed.exit_code == 1 and line in listed.output
    checked = await operator.json("check", "--patience", "0", code=None)
    assert checked["warnings"][DISPUTED.name]["breaches"] >= 1 and DISPUTED.name not in checked["breached"]
