"""Rows of who came in."""

from datetime import datetime
from typing import Literal

from choreography.row import Row
from handlers.views.rows import UNKNOWN


class AdmissionView(Row, key=("event_id", "ticket")):
    """What was last said of a ticket at the gates."""

    event_id: str
    ticket: str
    state: Literal["admitted", "taken_back"] = "taken_back"
    place: str = ""
    gate: str = ""
    admitted_at: datetime = UNKNOWN
    turn: int = 0
    """The clock of it."""
