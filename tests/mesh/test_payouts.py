"""What an event brought and who is paid it, on the memory mesh and on the real servers alike."""

import asyncio
import uuid

from contracts.bookings import CancelBooking
from contracts.payments import ConfirmPayout, PayoutPaid, PayoutRefused, PayoutRequested, RequestPayout
from contracts.prices import Terms
from handlers.payments.rows import Balance
from handlers.views.money import BalanceView
from ops.inspector.owed import Owed
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_money import Purchase, held
from tests.mesh.test_purchase import on_sale

TERMS = Terms(tax_rate=1_900, fee=50, fee_rate=250)
"""Of a ticket of 10.00, 8.40 is net and 1.60 tax, and the fee is 0.75."""


async def bought(mesh: Mesh, provider: Provider, event: str, seat: str) -> Purchase:
    purchase = await held(mesh, provider, event, seat)
    await provider.pays(purchase.id)
    await purchase.is_kept()
    return purchase


async def sold(mesh: Mesh, provider: Provider, *seats: str) -> str:
    """An event of which these seats were bought and paid, one a booking."""
    event = await on_sale(mesh, price=1_000, terms=TERMS)
    for seat in seats:
        await bought(mesh, provider, event, seat)
    return event


async def asked(mesh: Mesh, event: str, amount: int) -> str:
    payout = uuid.uuid4().hex[:20]
    said = await mesh.ask(RequestPayout(event_id=event, payout_id=payout, operator_id="otto", amount=amount))
    assert isinstance(said, PayoutRequested)
    return payout


def confirm(event: str, payout: str) -> ConfirmPayout:
    return ConfirmPayout(event_id=event, payout_id=payout, operator_id="oda")


async def test_what_was_sold_is_shared_out_and_shown(mesh: Mesh, provider: Provider) -> None:
    event = await sold(mesh, provider, "stalls-A1", "stalls-A2")
    await mesh.becomes("views", BalanceView, event, currency="EUR", sales=1_680, tax=320, fees=150, paid=0)
    assert await mesh.inspector.owed(event) == [Owed(event, "EUR", 1_680, 320, 150, 0, 0, 0, provider=2_150, entries=8)]


async def test_what_is_given_back_is_owed_to_nobody(mesh: Mesh, provider: Provider) -> None:
    event = await on_sale(mesh, price=1_000, terms=TERMS)
    purchase = await bought(mesh, provider, event, "stalls-A1")
    await mesh.becomes("views", BalanceView, event, sales=840, tax=160, fees=75)
    await mesh.ask(CancelBooking.of(purchase.asked))
    await purchase.is_refunded_once()
    await mesh.becomes("views", BalanceView, event, sales=0, tax=0, fees=0)


async def test_of_many_payouts_that_are_confirmed_at_once_no_more_is_paid_than_is_owed(
    mesh: Mesh, provider: Provider
) -> None:
    event = await sold(mesh, provider, "stalls-A1", "stalls-A2")
    payouts = [await asked(mesh, event, 500) for _ in range(5)]
    answers = await asyncio.gather(*(mesh.ask(confirm(event, payout)) for payout in [*payouts, *payouts]))
    assert sum(isinstance(one, PayoutPaid) for one in answers) == 3
    refused = [one.reason for one in answers if isinstance(one, PayoutRefused)]
    assert sorted({*refused}) == ["more_than_owed", "paid"]
    assert await mesh.inspector.owed(event) == [
        Owed(event, "EUR", 1_680, 320, 150, 0, 0, 1_500, provider=2_150, entries=14)
    ]
    await mesh.becomes("payments", Balance, event, sales=1_680, paid=1_500, telling=False)
    await mesh.becomes("views", BalanceView, event, sales=1_680, paid=1_500)


async def test_the_report_adds_the_ledger_up_and_the_check_agrees(
    mesh: Mesh, provider: Provider, operator: Operator
) -> None:
    event = await sold(mesh, provider, "stalls-A1")
    await mesh.ask(confirm(event, await asked(mesh, event, 840)))
    parts = {
        "currency": "EUR",
        "sales": 840,
        "tax": 160,
        "fees": 75,
        "disputed": 0,
        "offline": 0,
        "paid": 840,
        "owed": 0,
    }
    said = await operator.json("money", "payout", event)
    beside = {"provider": 1_075, "entries": 6}
    assert said == {"events": [{"event_id": event, **parts, **beside}], "totals": [parts]}
    text = (await operator.runs("money", "payout", event)).output
    assert "total  EUR  sales 8.40  tax 1.60  fees 0.75  disputed 0.00  offline 0.00  paid 8.40  owed 0.00" in " ".join(
        text.split("\n")
    )
    checked = await operator.json("check", "--patience", "0", code=None)
    names = "a balance is the sum of its entries", "what was paid out is in the ledger"
    wrong = [row for name in names for row in checked["breached"].get(name, {"examples": []})["examples"]]
    assert not [row for row in wrong if event in row]


async def test_of_what_sold_nothing_there_is_no_report(mesh: Mesh, operator: Operator) -> None:
    said = await operator.runs("money", "payout", "nothing")
    assert said.exit_code == 1 and "nothing was sold of nothing" in said.output
