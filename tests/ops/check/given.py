"""Rows of one event and its one booking, as they are told to be."""

from datetime import UTC, datetime, timedelta
from typing import Any

from choreography.row import Row
from contracts.prices import Breakdown
from contracts.sealed import Sealed
from handlers.bookings.rows import Booking
from handlers.catalog.rows import Calendar, Listing, Slot
from handlers.email.rows import Contact, Delivery
from handlers.inventory.admissions import Admission
from handlers.inventory.rows import Hold, Stock
from handlers.invoices.rows import Invoice
from handlers.payments.rows import LedgerEntry, PaymentIntent
from handlers.views.admissions import AdmissionView
from handlers.views.rows import BookingView
from handlers.waiting_room.rows import Place, Queue

NOW, HOUR = datetime.now(UTC), timedelta(hours=1)
LATER, LONG_AGO = NOW + timedelta(hours=9), NOW - timedelta(minutes=9)


def booking(state: Any, **fields: Any) -> Booking:
    known = {"seats": (), "ticket_type": "standing", "quantity": 2, "deadline": LATER}
    return Booking("e", "e-b", "ann", state, **{**known, **fields})


def view(**fields: Any) -> BookingView:
    return BookingView(
        "e", "e-b", **{"buyer_id": "ann", "quantity": 2, "state": "confirmed", "codes": ("a", "b"), **fields}
    )


def intent(state: Any) -> PaymentIntent:
    return PaymentIntent("e", "e-b", "ann", state, 900, "EUR", "pi_1")


def booked(amount: int) -> list[Row]:
    """So much of the booking is with the provider, as the ledger says."""
    return [
        LedgerEntry("e", "e-b", f"c/{side}", "c", side, by, "EUR")
        for side, by in (("provider", amount), ("b", -amount))
    ]


def queue(**fields: Any) -> Queue:
    return Queue("e", NOW, NOW, LATER, 60, timedelta(minutes=5), 500, 9, NOW, state="running", ranks=9, **fields)


def place(state: Any, rank: int = 0) -> Place:
    return Place("e", "e-q1", "ann", 1, "0", "c", NOW, rank, state)


def invoice(number: int) -> Invoice:
    cost = Breakdown.of(900)
    said = ("e", "e-b", "ann", NOW, "Opera", "", "", "EUR", cost)
    return Invoice("olga", f"e-b/{number}", number, "invoice", 0, *said)


def mail(about: str, message_id: str) -> Delivery:
    return Delivery(about, "confirmed", "ann", "m", message_id, "sent")


def admission(number: int) -> Admission:
    return Admission("e", f"e-b.{number}", "admitted", f"standing-{number}", "north", NOW)


def shown(number: int, state: Any = "admitted", turn: int = 1) -> AdmissionView:
    return AdmissionView("e", f"e-b.{number}", state, f"standing-{number}", "north", NOW, turn)


def listing(event: str, venue: str = "v", state: Any = "on_sale") -> Listing:
    """At a venue that has answered."""
    said = ("olga", "Opera", "", "", "", venue, LATER, LATER + HOUR, "EUR", (), NOW, LATER, HOUR)
    return Listing(event, *said, state=state, attempt=2)


def calendar(venue: str, *events: str) -> Calendar:
    return Calendar(venue, tuple(Slot(event_id=event, starts_at=LATER, ends_at=LATER + HOUR) for event in events))


STATUSES = ("needs_response", "lost")
STOCK = Stock("e", 10, "EUR", sold=2)
STOCK_OF_NOBODY = Stock("e", 10, "EUR")
HOLD = Hold("e", "e-b", "sold", (), "standing", 2)
CONTACT = Contact("ann", Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c"))
