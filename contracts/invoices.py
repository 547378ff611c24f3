"""Invoices: what was charged and what was given back, each under a number of its organiser's own."""

from datetime import datetime
from typing import Literal

from contracts.base import Event, Message, OfBooking
from contracts.prices import Breakdown

Kind = Literal["invoice", "credit_note"]
OFFLINE = "/offline"
"""Stands behind the booking in the matters of what came another way than through the payment provider."""


class Charged(
    Message,
    carries=("organiser_id", "matter", "kind", "charged_at", "name", "seller", "tax_id", "currency", "breakdown"),
):
    """What stands on an invoice, or on a credit note, besides its number."""

    organiser_id: str
    matter: str
    """The booking, a stroke, and 0 for its invoice, or the credit note's own number from 1 on."""
    kind: Kind
    charged_at: datetime
    """When the money came, or went back."""
    name: str
    """The event's."""
    seller: str = ""
    tax_id: str = ""
    currency: str
    breakdown: Breakdown


class OfOrganiser(Charged, key="organiser_id", subject="matter", carries=("event_id", "booking_id", "buyer_id")):
    """In the organiser's partition: there the numbers are given, one after the other."""

    event_id: str
    booking_id: str
    buyer_id: str


class InvoiceDue(OfOrganiser, Event):
    """What was paid is to have its invoice."""


class CreditNoteDue(OfOrganiser, Event):
    """What went back is to have its credit note."""

    @property
    def invoice(self) -> str:
        """The matter of the invoice that it credits."""
        return f"{self.matter.rpartition('/')[0]}/0"


class InvoiceIssued(Charged, OfBooking, Event, carries=("number", "credits")):
    """It has its number, and never changes. An organiser's numbers are 1, 2, 3 and so on, and none is left out."""

    number: int
    credits: int
    """Of a credit note, the number of the invoice; else 0."""
