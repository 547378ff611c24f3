from collections.abc import Iterator
from datetime import datetime
from typing import Any

from contracts.invoices import CreditNoteDue, InvoiceDue, Kind
from contracts.payments import PaymentRefunded, PaymentSucceeded
from contracts.prices import Breakdown
from handlers.invoices.rows import Charge, Sale
from handlers.invoices.service import invoices


@invoices.step
def charged(
    said: PaymentSucceeded, sale: Sale, charge: Charge | None, asked_at: datetime
) -> Iterator[Charge | InvoiceDue]:
    """A booking is charged once."""
    if charge:
        return
    yield Charge(said.event_id, said.booking_id, said.price)
    if sale.organiser_id:
        yield InvoiceDue.of(said, **about(said, sale, "invoice", 0, asked_at))


@invoices.step
def credited(said: PaymentRefunded, sale: Sale, charge: Charge, asked_at: datetime) -> Iterator[Charge | CreditNoteDue]:
    """Each refund is credited once: one that failed at the bank and is made again needs no second note."""
    if said.refund_id in charge.noted or charge.credited + said.price > charge.price:
        return
    after = charge.changed(credited=said.price, notes=1).but(noted=(*charge.noted, said.refund_id))
    yield after
    if sale.organiser_id:
        yield CreditNoteDue.of(said, **about(said, sale, "credit_note", after.notes, asked_at))


def about(said: PaymentSucceeded | PaymentRefunded, sale: Sale, kind: Kind, nth: int, at: datetime) -> dict[str, Any]:
    known = {name: getattr(sale, name) for name in ("organiser_id", "name", "seller", "tax_id")}
    matter, breakdown = f"{said.booking_id}/{nth}", said.breakdown or Breakdown.of(said.price)
    return {**known, "matter": matter, "kind": kind, "charged_at": at, "breakdown": breakdown}
