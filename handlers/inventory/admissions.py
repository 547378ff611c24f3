"""Who came in: rows of what gates did."""

from datetime import datetime
from typing import Literal, Self

from choreography.row import Row


class Admission(Row, key=("event_id", "ticket"), audited=("state", "gate")):
    """That somebody came in by a ticket. One by which nobody ever did has no row.

    `turn` counts up when somebody comes in and when that is taken back, so that it is odd while somebody is in: two who
    come in, with nothing between, are not legal.
    """

    event_id: str
    ticket: str
    """The booking, a dot, and the ticket's number in it: of all its codes only one lets somebody in."""
    state: Literal["admitted", "taken_back"]
    place: str
    gate: str
    """Of the last time..."""
    admitted_at: datetime
    """...and when that was."""
    turn: int = 1

    def legal(self, old: Self | None) -> bool:
        return (
            self.turn >= 1
            and (self.state == "admitted" or self.turn % 2 == 0)
            and (self.state == "taken_back" or self.turn % 2 == 1)
            and (old is None or self.turn > old.turn)
        )

    @property
    def is_in(self) -> bool:
        return self.state == "admitted"
