"""What is kept from the sale."""

from collections.abc import Sequence
from typing import Literal, Self

from choreography.row import Row
from handlers.inventory.rows.names import section_of


class Block(Row, key=("event_id", "block_id"), audited=True):
    """Seats, or places of a type, that the organiser keeps from the sale, or kept to the end."""

    event_id: str
    block_id: str
    state: Literal["blocked", "unblocked"]
    seats: tuple[str, ...] = ()
    ticket_type: str = ""
    quantity: int = 0
    reason: str = ""
    among: tuple[str, ...] = ()
    """The sections of all that it ever kept, once a part of it was unblocked."""

    @property
    def size(self) -> int:
        return len(self.seats) or self.quantity

    def without(self, seats: Sequence[str], quantity: int) -> Self:
        """It is over where nothing is left."""
        left = tuple(seat for seat in self.seats if seat not in seats)
        among = self.among or tuple(sorted({section_of(seat) for seat in self.seats}))
        part = self.but(seats=left, quantity=self.quantity - quantity, among=among)
        return part if part.size else part.but(state="unblocked")
