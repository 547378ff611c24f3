"""What is charged and given back has its invoice, on the memory mesh and on the real servers alike."""

import asyncio
import uuid

from contracts.bookings import CancelBooking
from contracts.payments import PaymentRefunded, PaymentSucceeded
from contracts.prices import Breakdown, Terms
from handlers.invoices.rows import Invoice, Series
from handlers.views.money import InvoiceView
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider
from tests.mesh.test_money import held
from tests.mesh.test_purchase import on_sale

TERMS = Terms(tax_rate=1_900, seller="Opera Ltd")
COST = Breakdown.of(840, 160)


def organiser() -> str:
    return uuid.uuid4().hex[:12]


async def test_a_paid_booking_has_its_invoice_and_what_goes_back_a_credit_note(mesh: Mesh, provider: Provider) -> None:
    olga = organiser()
    event = await on_sale(mesh, price=1_000, terms=TERMS, organiser=olga)
    purchase = await held(mesh, provider, event, "stalls-A1")
    await provider.pays(purchase.id)
    await purchase.is_kept()
    booking = purchase.asked.booking_id
    invoice = await mesh.becomes("views", InvoiceView, event, f"{booking}/0", number=1)
    assert (invoice.kind, invoice.seller, invoice.breakdown, invoice.organiser_id) == (
        "invoice",
        "Opera Ltd",
        COST,
        olga,
    )
    await mesh.ask(CancelBooking.of(purchase.asked))
    await purchase.is_refunded_once()
    note = await mesh.becomes("views", InvoiceView, event, f"{booking}/1", number=2, credits=1)
    assert (note.kind, note.breakdown) == ("credit_note", COST)


async def charge(mesh: Mesh, event: str, nth: int) -> str:
    """A payment that is told twice, and every second one is refunded."""
    booking = f"{event}-{nth:020d}"
    who = {"event_id": event, "booking_id": booking, "buyer_id": "ann", "provider_id": f"pi_{booking}"}
    money = {"price": 1_000, "currency": "EUR", "breakdown": COST}
    for id_ in (f"{booking}-paid", f"{booking}-paid", ""):
        await mesh.say(PaymentSucceeded(**who, **money), id=id_)
    if nth % 2:
        await mesh.say(PaymentRefunded(**who, **money))
    return booking


async def test_the_numbers_of_an_organiser_have_no_gaps_over_many_events_at_once(
    mesh: Mesh, operator: Operator
) -> None:
    olga, each = organiser(), 6
    events = await asyncio.gather(*(on_sale(mesh, terms=TERMS, organiser=olga) for _ in range(4)))
    await asyncio.gather(*(charge(mesh, event, nth) for event in events for nth in range(each)))
    last = len(events) * (each + each // 2)
    await mesh.becomes("invoices", Series, olga, last=last)
    matters = [(event, nth, note) for event in events for nth in range(each) for note in range(1 + nth % 2)]
    rows = [await mesh.row("invoices", Invoice, olga, f"{event}-{nth:020d}/{note}") for event, nth, note in matters]
    assert sorted(row.number for row in rows if row) == list(range(1, last + 1))
    breached = (await operator.json("check", "--patience", "0", code=None))["breached"]
    assert "invoices have no gaps" not in breached
