"""Steps that look at nothing, broken on purpose, and what they would sell twice, or let in."""

import pytest

from choreography.row import Row
from choreography.testing import START
from contracts.base import Message
from contracts.inventory import AdmitTicket
from handlers.inventory import admit_ticket, block_seats, hold_seats, take_seats
from handlers.inventory.admissions import Admission
from handlers.inventory.rows import Hold, Seat, Section, Stock, TicketStock
from tests.handlers.inventory.saying import requested

A1, A2 = "stalls-A1", "stalls-A2"
UNPLANNED = (
    Stock("e1", 4, "EUR", held=1, organiser_id="olga"), Section("e1", "stalls", "seated", 5_000, {"A": 2}),
    Seat("e1", A1, "e1-b1", 1), Hold("e1", "e1-b1", "held", (A1,)),
)  # fmt: skip
"""Of an event that was opened before there were plans, so that no marks are in the way of the seat's own guard."""
STANDING = (Stock("e1", 4, "EUR", held=1), TicketStock("e1", "standing", 2_000, 1, held=1))
USED = (
    UNPLANNED[0], Hold("e1", "e1-b2", "sold", (A1,), issue=1),
    Admission("e1", "e1-b2.1", "admitted", A1, "north", START),
)  # fmt: skip
AGAIN = AdmitTicket(event_id="e1", booking_id="e1-b2", ticket="e1-b2.1", organiser_id="olga", issue=1, gate="south")
FULL = (UNPLANNED[0].changed(capacity=-3), *UNPLANNED[1:])

OVERSALES: list[tuple[tuple[Row, ...], Message, str]] = [
    (UNPLANNED, requested(A1, booking="b2"), "seat/e1/stalls-A1"),
    (FULL, requested(A2, booking="b2"), "stock/e1"),
    (STANDING, requested(booking="b2", ticket_type="standing", quantity=1), "ticket_stock/e1/standing"),
    (USED, AGAIN, "admission/e1/e1-b2.1"),
]
"""What stands, who asks for what, and the row that it would break: a seat, the event's places, a type's, a ticket."""


def look_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for step in (hold_seats, take_seats, block_seats):
        monkeypatch.setattr(step, "why_not", lambda *_: ("", ()))
    monkeypatch.setattr(admit_ticket, "why_not", lambda *_: "")
