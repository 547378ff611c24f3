"""What is said around a booking that was paid with 50.00."""

from datetime import timedelta
from typing import Any

from choreography.testing import START, Bench
from contracts.catalog import EventPublished, TicketType
from contracts.invoices import CreditNoteDue, InvoiceDue
from contracts.payments import PaymentRefunded, PaymentSucceeded
from contracts.prices import Breakdown, Terms
from handlers.invoices.rows import Invoice

COST = Breakdown.of(4_202, 798)
TERMS = Terms(tax_rate=1_900, seller="Opera Ltd, Lyon", tax_id="FR123")


def published(organiser: str = "olga") -> EventPublished:
    return EventPublished(
        event_id="e1", organiser_id=organiser, name="Concert", currency="EUR", capacity=2, terms=TERMS,
        ticket_types=(TicketType(name="seated", price=5_000),), sale_opens=START,
        sale_closes=START + timedelta(days=1),
    )  # fmt: skip


def money(booking: str = "b1", price: int = 5_000, breakdown: Breakdown | None = COST) -> dict[str, Any]:
    who = {"event_id": "e1", "booking_id": f"e1-{booking}", "buyer_id": "ben", "provider_id": f"pi_{booking}"}
    return who | {"price": price, "currency": "EUR", "breakdown": breakdown}


def paid(booking: str = "b1", **other: Any) -> PaymentSucceeded:
    return PaymentSucceeded(**money(booking, **other))


def refunded(booking: str = "b1", refund_id: str = "", total: int = 0, **other: Any) -> PaymentRefunded:
    return PaymentRefunded(**money(booking, **other), refund_id=refund_id, total=total)


def due(booking: str = "b1", nth: int = 0, organiser: str = "olga", breakdown: Breakdown = COST) -> Any:
    return (CreditNoteDue if nth else InvoiceDue)(
        event_id="e1", booking_id=f"e1-{booking}", buyer_id="ben", organiser_id=organiser, matter=f"e1-{booking}/{nth}",
        kind="credit_note" if nth else "invoice", charged_at=START, name="Concert", seller="Opera Ltd, Lyon",
        tax_id="FR123", currency="EUR", breakdown=breakdown,
    )  # fmt: skip


def numbers(bench: Bench, organiser: str = "olga") -> dict[str, int]:
    """By matter."""
    found = bench.books.rows.get(Invoice, {}).values()
    return {one.matter: one.number for one in found if isinstance(one, Invoice) and one.organiser_id == organiser}
