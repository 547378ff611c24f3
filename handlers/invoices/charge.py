from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from contracts.invoices import OFFLINE, CreditNoteDue, InvoiceDue, Kind
from contracts.payments import OfflineRefundDue, PaidOffline, PaymentRefunded, PaymentSucceeded
from contracts.prices import Breakdown
from handlers.invoices.rows import Charge, OfflineCharge, Sale
from handlers.invoices.service import invoices

C = TypeVar("C", Charge, OfflineCharge)
Said = PaymentSucceeded | PaymentRefunded | PaidOffline | OfflineRefundDue


@invoices.step
def charged(
    said: PaymentSucceeded, sale: Sale, charge: Charge | None, asked_at: datetime
) -> Iterator[Charge | InvoiceDue]:
    """A booking is charged once."""
    if charge:
        return
    yield Charge(said.event_id, said.booking_id, said.price)
    yield from invoice(said, sale, said.booking_id, asked_at)


@invoices.step
def charged_offline(
    said: PaidOffline, sale: Sale, charge: OfflineCharge | None, asked_at: datetime
) -> Iterator[OfflineCharge | InvoiceDue]:
    """Beside what the provider may have taken, and gives back, too."""
    if charge:
        return
    yield OfflineCharge(said.event_id, said.booking_id, said.price)
    yield from invoice(said, sale, said.booking_id + OFFLINE, asked_at)


@invoices.step
def credited(said: PaymentRefunded, sale: Sale, charge: Charge, asked_at: datetime) -> Iterator[Charge | CreditNoteDue]:
    yield from credit(said, sale, charge, said.booking_id, asked_at)


@invoices.step
def credited_offline(
    said: OfflineRefundDue, sale: Sale, charge: OfflineCharge, asked_at: datetime
) -> Iterator[OfflineCharge | CreditNoteDue]:
    yield from credit(said, sale, charge, said.booking_id + OFFLINE, asked_at)


def invoice(said: Said, sale: Sale, what: str, at: datetime) -> Iterator[InvoiceDue]:
    if sale.organiser_id:
        yield InvoiceDue.of(said, **about(said, sale, "invoice", f"{what}/0", at))


def credit(
    said: PaymentRefunded | OfflineRefundDue, sale: Sale, charge: C, what: str, at: datetime
) -> Iterator[C | CreditNoteDue]:
    """Each refund is credited once: one that failed at the bank and is made again needs no second note."""
    if said.refund_id in charge.noted or charge.credited + said.price > charge.price:
        return
    after = charge.changed(credited=said.price, notes=1).but(noted=(*charge.noted, said.refund_id))
    yield after
    if sale.organiser_id:
        yield CreditNoteDue.of(said, **about(said, sale, "credit_note", f"{what}/{after.notes}", at))


def about(said: Said, sale: Sale, kind: Kind, matter: str, at: datetime) -> dict[str, Any]:
    known = {name: getattr(sale, name) for name in ("organiser_id", "name", "seller", "tax_id")}
    breakdown = said.breakdown or Breakdown.of(said.price)
    return {**known, "matter": matter, "kind": kind, "charged_at": at, "breakdown": breakdown}
