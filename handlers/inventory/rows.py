"""What inventory remembers: the counters of an event, its sections, each seat that was ever held, each hold."""

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Literal, Self

from choreography.row import Row
from contracts.catalog import TicketType

SEAT = re.compile(r"(?P<section>[^-]+)-(?P<row>[A-Z]+)(?P<number>[1-9][0-9]*)")
"""A seat's name: section, row, number, as in `stalls-A12`."""


class Stock(Row, key=("event_id",)):
    """The counters of one event. Its version is the `stock_seq` of everything that is said about its sale."""

    event_id: str
    capacity: int
    currency: str
    held: int = 0
    sold: int = 0
    closed: bool = False
    rules: dict[str, TicketType] = field(default_factory=dict)
    """By name, the ticket types of which not everybody may have any number at any time."""

    def legal(self, old: Self | None) -> bool:
        return self.held >= 0 and self.sold >= 0 and self.held + self.sold <= self.capacity

    @property
    def gone(self) -> bool:
        """Is every place held or sold?"""
        return self.held + self.sold == self.capacity


class TicketStock(Row, key=("event_id", "ticket_type")):
    """The places of one general-admission ticket type."""

    event_id: str
    ticket_type: str
    price: int
    capacity: int
    held: int = 0
    sold: int = 0

    def legal(self, old: Self | None) -> bool:
        return self.held >= 0 and self.sold >= 0 and self.held + self.sold <= self.capacity


class Section(Row, key=("event_id", "name")):
    """One section of the seating plan: which seats exist, and what one costs."""

    event_id: str
    name: str
    ticket_type: str = ""
    price: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    """By row, how many seats it has, numbered from 1."""

    def has(self, seat: str) -> bool:
        found = SEAT.fullmatch(seat)
        return bool(found) and int(found["number"]) <= self.rows.get(found["row"], 0) if found else False


class Seat(Row, key=("event_id", "name")):
    """A seat that somebody held at some time; one that nobody ever touched has no row. `turn` counts its owners."""

    event_id: str
    name: str
    owner: str = ""
    """The booking that has it; empty if it is free."""
    turn: int = 0

    def legal(self, old: Self | None) -> bool:
        return self.turn >= 0 and (old is None or self.owner == old.owner or self.turn > old.turn)

    def to(self, booking_id: str) -> Self:
        return self.but(owner=booking_id, turn=self.turn + 1)


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


class Hold(Row, key=("event_id", "booking_id")):
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

    @property
    def size(self) -> int:
        return len(self.seats) or self.quantity

    @property
    def places(self) -> tuple[str, ...]:
        """What each of its tickets is for."""
        return self.seats or tuple(f"{self.ticket_type}-{n + 1}" for n in range(self.quantity))
