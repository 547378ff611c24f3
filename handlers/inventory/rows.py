"""What inventory remembers: the counters of an event, its sections, each seat that was ever held, each hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Literal, Self

from choreography.row import Row
from contracts.catalog import ByOrganiser, TicketType
from contracts.prices import Terms
from contracts.rights import Right, may, role_of
from handlers.inventory.add_ons import AddOnStock
from handlers.inventory.adjacent import FREE, GAP, TAKEN, fit, fit_well, runs
from handlers.inventory.quotas import QuotaStock, least, moved

SEAT = re.compile(r"(?P<section>[^-]+)-(?P<row>[A-Z]+)(?P<number>[1-9][0-9]*)")
"""A seat's name: section, row, number, as in `stalls-A12`."""


def section_of(seat: str) -> str:
    return seat.rpartition("-")[0]


@lru_cache(maxsize=50_000)
def placed(seat: str) -> tuple[str, int]:
    """Its row, and its place in it, counted from 0; -1 if it is no seat's name."""
    found = SEAT.fullmatch(seat)
    return (found["row"], int(found["number"]) - 1) if found else ("", -1)


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
    no_single_seats: bool = False
    """Who names seats may not leave one alone, where there is another way."""
    blocked: int = 0
    organiser_id: str = ""
    """Empty where it was published before it was said: its blocks are for operators."""
    room: int = 0
    """So many places it may ever have; 0 where that was not said: no more than it has."""
    quotas: dict[str, QuotaStock] = field(default_factory=dict)
    """By name, what ticket types share..."""
    remaining: dict[str, int] = field(default_factory=dict)
    """...and, where there is any, what each type has left of its own; under the empty name all seats together."""
    terms: Terms = Terms()
    add_ons: dict[str, AddOnStock] = field(default_factory=dict)
    """By name, what is sold along with tickets: none of it is a place."""

    def legal(self, old: Self | None) -> bool:
        return (
            self.held >= 0
            and self.sold >= 0
            and self.blocked >= 0
            and self.held + self.sold + self.blocked <= self.capacity
            and all(
                one.held >= 0 and one.sold >= 0 and one.blocked >= 0 and one.held + one.sold + one.blocked <= one.size
                for one in self.quotas.values()
            )
            and all(
                one.held >= 0 and one.sold >= 0 and one.held + one.sold <= one.capacity for one in self.add_ons.values()
            )
        )

    @property
    def free(self) -> int:
        return self.capacity - self.held - self.sold - self.blocked

    @property
    def gone(self) -> bool:
        """Can no place be had any more?"""
        if self.free == 0:
            return True
        return bool(self.quotas) and not any(least(self.quotas, kind, own) > 0 for kind, own in self.remaining.items())

    def obeys(self, asked: ByOrganiser, right: Right = "change") -> bool:
        """Is it for this person to say what is sold, or whatever the right is?"""
        return may(role_of(self.organiser_id, asked.organiser_id, asked.by_operator, asked.roles), right)

    def lacks(self, ticket_type: str, quantity: int) -> bool:
        """Has a quota of the type not so many left?"""
        return least(self.quotas, ticket_type, quantity) < quantity

    def moved(self, what: "Hold | Block", **by: int) -> Self:
        """With so many places more that are held, sold or blocked: what they are of takes part in its quotas."""
        after = self.changed(**by)
        if not self.quotas:
            return after
        kind = "" if what.seats else what.ticket_type
        left = self.remaining.get(kind, 0) - sum(by.values())
        return after.but(quotas=moved(self.quotas, kind, **by), remaining=self.remaining | {kind: left})

    def along(self, add_ons: Mapping[str, int], **sign: int) -> Self:
        """With these add-ons more, or less, that are held or sold."""
        counters, quotas = dict(self.add_ons), self.quotas
        for name, quantity in add_ons.items():
            by = {count: step * quantity for count, step in sign.items()}
            counters[name], quotas = counters[name].moved(**by), moved(quotas, name, **by)
        return self.but(add_ons=counters, quotas=quotas) if add_ons else self

    def resized(self, seats: int) -> Self:
        """With so many seats more."""
        after = self.changed(capacity=seats)
        return after.but(remaining=self.remaining | {"": self.remaining.get("", 0) + seats}) if self.quotas else after


class TicketStock(Row, key=("event_id", "ticket_type")):
    """The places of one general-admission ticket type."""

    event_id: str
    ticket_type: str
    price: int
    capacity: int
    held: int = 0
    sold: int = 0
    blocked: int = 0

    def legal(self, old: Self | None) -> bool:
        return (
            self.held >= 0
            and self.sold >= 0
            and self.blocked >= 0
            and self.held + self.sold + self.blocked <= self.capacity
        )

    @property
    def free(self) -> int:
        return self.capacity - self.held - self.sold - self.blocked


class Section(Row, key=("event_id", "name"), audited=("ticket_type", "price", "rows", "numbers")):
    """One section of the seating plan: which seats exist, and what one costs."""

    event_id: str
    name: str
    ticket_type: str = ""
    price: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    """By row, how many seats it has."""
    taken: dict[str, str] = field(default_factory=dict)
    """By row, a sign for each number as in `adjacent`, once one was taken: kept where the event's plan knows it."""
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """By row, the numbers of its seats, where they are not 1 to the last."""

    def has(self, seat: str) -> bool:
        row, place = placed(seat)
        return place + 1 in self.row(row)

    @property
    def names(self) -> frozenset[str]:
        """Of its seats."""
        return frozenset(f"{self.name}-{row}{number}" for row in self.rows for number in self.row(row))

    def row(self, name: str) -> Sequence[int]:
        """The numbers of its seats."""
        return self.numbers.get(name) or range(1, self.rows.get(name, 0) + 1)

    def seats(self, row: str) -> str:
        return self.taken.get(row) or self.untouched(row)

    def untouched(self, row: str) -> str:
        """The row while all of it is free; numbers that it lacks are gaps."""
        there = self.row(row)
        if row not in self.numbers:
            return FREE * len(there)
        return "".join(FREE if number in there else GAP for number in range(1, there[-1] + 1))

    @property
    def in_order(self) -> dict[str, str]:
        """The rows as `adjacent` knows them: A to Z, then AA, and so on."""
        return {row: self.seats(row) for row in sorted(self.rows, key=lambda row: (len(row), row))}

    @property
    def runs(self) -> int:
        found = 0
        for row in self.rows:
            found |= runs(self.seats(row))
        return found

    def mine(self, names: Iterable[str]) -> list[tuple[str, int]]:
        """Of these seats those of this section: their rows, and their places in them, counted from 0."""
        return [placed(name) for name in names if section_of(name) == self.name]

    def marked(self, names: Iterable[str], mark: str) -> Self:
        """With this sign at those of these seats that are its own."""
        new = dict(self.taken)
        for row, place in self.mine(names):
            seats = new.get(row) or self.seats(row)
            assert mark == FREE or seats[place] == FREE, f"{self.name}-{row}{place + 1} is not free to be marked"
            new[row] = f"{seats[:place]}{mark}{seats[place + 1 :]}"
        return self.but(taken=new)

    def replanned(self, rows: dict[str, int], numbers: dict[str, tuple[int, ...]]) -> Self:
        """With these seats, and with the marks of those that it keeps."""
        new = self.but(rows=rows, numbers=numbers, taken={})
        kept = {name for name in self.names & new.names if self.marks(name)}
        return new.marked(sorted(kept), TAKEN)

    def marks(self, seat: str) -> bool:
        """Is this seat of it marked as taken?"""
        row, place = placed(seat)
        return row in self.taken and self.taken[row][place] != FREE


class SeatPrice(Row, key=("event_id", "ticket_type")):
    """What a seat of this type costs, whether there is a section of it already or not."""

    event_id: str
    ticket_type: str
    price: int


class Plan(Row, key=("event_id",)):
    """Where seats can be picked: the sections of an event. One that was opened before seats were picked has none."""

    event_id: str
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By ticket type, in the order in which they were told of..."""
    runs: dict[str, int] = field(default_factory=dict)
    """...and by section, how long its runs of free seats are, as in `adjacent`."""
    awaited: int = 0
    """Seats of sections that nobody has told of yet."""

    def knows(self, section: Section) -> bool:
        return section.name in self.runs

    def with_(self, sections: Iterable[Section]) -> Self:
        """With the runs that these have now; itself if they are as they were."""
        new = {section.name: found for section in sections if (found := section.runs) != self.runs.get(section.name)}
        return self.but(runs=self.runs | new) if new else self

    def opened(self, section: Section) -> Self:
        """With one that was awaited."""
        return self.joined(section).but(awaited=max(0, self.awaited - sum(section.rows.values())))

    def joined(self, section: Section) -> Self:
        mine = (*self.sections.get(section.ticket_type, ()), section.name)
        return self.with_([section]).but(sections=self.sections | {section.ticket_type: mine})

    def section_of(self, ticket_type: str, size: int) -> str:
        """Where the best of so many together are; empty if they are nowhere."""
        names = self.sections.get(ticket_type, ())
        found = (name for enough in (fit_well, fit) for name in names if enough(self.runs[name], size))
        return next(found, "")

    def has_free(self, ticket_type: str) -> bool:
        return any(self.runs[name] for name in self.sections.get(ticket_type, ()))


class Seat(Row, key=("event_id", "name")):
    """A seat that was ever held or blocked; one that nobody ever touched has no row.

    `turn` counts up when it is taken and when it is given back, so that it is odd while somebody has it: to go from one
    owner to the next without being free between is not legal.
    """

    event_id: str
    name: str
    owner: str = ""
    """The booking that has it; empty if it is free, or blocked."""
    turn: int = 0
    block: str = ""
    """What keeps it from the sale."""

    def legal(self, old: Self | None) -> bool:
        return (
            self.turn >= 0
            and (self.owner == "" or self.block == "")
            and (self.owner == "" or self.turn % 2 == 1)
            and (self.owner != "" or self.turn % 2 == 0)
            and (old is None or self.owner == old.owner or self.turn > old.turn)
        )

    @property
    def free(self) -> bool:
        return not self.owner and not self.block

    def to(self, booking_id: str) -> Self:
        return self.but(owner=booking_id, turn=self.turn + 1)

    def kept_by(self, block_id: str) -> Self:
        return self.but(block=block_id)


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
