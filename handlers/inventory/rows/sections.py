"""The sections of the seating plan, and what their seats cost."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Self

from choreography.row import Row
from handlers.inventory.adjacent import FREE, GAP, TAKEN, runs
from handlers.inventory.rows.names import placed, section_of


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
