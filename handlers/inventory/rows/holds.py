"""What bookings have, and what their buyers may still have."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, Self

from choreography.row import Row


class Bought(Row, key=("event_id", "buyer_id")):
    """What one buyer has, held or sold, of the types of which nobody may have more than so many."""

    event_id: str
    buyer_id: str
    tickets: dict[str, int] = field(default_factory=dict)
    """By type."""

    def of(self, name: str) -> int:
        return self.tickets.get(name, 0)

    def with_(self, count: Mapping[str, int], sign: int = 1) -> Self:
        names = {*self.tickets, *count}
        return self.but(tickets={name: self.of(name) + sign * count.get(name, 0) for name in sorted(names)})


class Hold(Row, key=("event_id", "booking_id"), audited=("state", "issue", "void")):
    """What one booking has: held, sold, or released (also when it was refused)."""

    event_id: str
    booking_id: str
    state: Literal["held", "sold", "released"]
    seats: tuple[str, ...] = ()
    ticket_type: str = ""
    quantity: int = 0
    buyer_id: str = ""
    """Empty in holds of before it was noted."""
    issue: int = 0
    """Of the tickets that are good now; 0 while there are none, and for codes of the first kind."""
    counted: dict[str, int] = field(default_factory=dict)
    """By type, the tickets that count against what its buyer may have."""
    picking: int = 0
    """While seats are being picked for it, the attempt that asked for them."""
    attempt: int = 1
    """Of its booking, for which it has them."""
    void: tuple[int, ...] = ()
    """The numbers of its tickets that were given up: what they stood for is its no more."""
    add_ons: dict[str, int] = field(default_factory=dict)
    """What goes along with them, for as long as it has any."""

    def legal(self, old: Self | None) -> bool:
        return self.picking == 0 or self.state == "released"

    @property
    def size(self) -> int:
        return (len(self.seats) or self.quantity) - len(self.void)

    def is_good(self, number: int, issue: int) -> bool:
        """Is the ticket of this number worth something, and this the issue of it that is?"""
        there = self.state == "sold" and 1 <= number <= len(self.places) and number not in self.void
        return there and issue == self.issue

    @property
    def places(self) -> tuple[str, ...]:
        """What each of its tickets is for."""
        return self.seats or tuple(f"{self.ticket_type}-{n + 1}" for n in range(self.quantity))
