"""Steps that look at nothing, broken on purpose, and what they would sell twice."""

import pytest

from choreography.row import Row
from contracts.base import Message
from handlers.inventory import block_seats, hold_seats, take_seats
from handlers.inventory.rows import Hold, Seat, Section, Stock, TicketStock
from tests.handlers.inventory.saying import requested

A1, A2 = "stalls-A1", "stalls-A2"
UNPLANNED = (
    Stock("e1", 4, "EUR", held=1, organiser_id="olga"), Section("e1", "stalls", "seated", 5_000, {"A": 2}),
    Seat("e1", A1, "e1-b1", 1), Hold("e1", "e1-b1", "held", (A1,)),
)  # fmt: skip
"""Of an event that was opened before there were plans, so that no marks are in the way of the seat's own guard."""
STANDING = (Stock("e1", 4, "EUR", held=1), TicketStock("e1", "standing", 2_000, 1, held=1))
FULL = (UNPLANNED[0].changed(capacity=-3), *UNPLANNED[1:])

OVERSALES: list[tuple[tuple[Row, ...], Message, str]] = [
    (UNPLANNED, requested(A1, booking="b2"), "seat/e1/stalls-A1"),
    (FULL, requested(A2, booking="b2"), "stock/e1"),
    (STANDING, requested(booking="b2", ticket_type="standing", quantity=1), "ticket_stock/e1/standing"),
]
"""What stands, who asks for what, and the row that it would break: a seat, the event's places, those of one type."""


def look_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for step in (hold_seats, take_seats, block_seats):
        monkeypatch.setattr(step, "why_not", lambda *_: ("", ()))
