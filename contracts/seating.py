"""A seating plan: which seats a section has, and what is wrong with a plan. The edge and catalog judge by one rule."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import digits

from pydantic import BaseModel, ConfigDict, Field

from contracts.base import Message

SECTIONS_AT_MOST = 200
SEATS_AT_MOST = 500
"""Seats of one section."""
SECTION_BYTES_AT_MOST = 64 * 1024
NUMBER_AT_MOST = 999
COORDINATE_AT_MOST = 1_000_000
PROPERTIES_AT_MOST = 8
"""Of one seat."""
NAME = re.compile(r"[^|\s-][^|\n-]{0,63}")
"""Of a section: what stands before the hyphen of a seat's name."""
ROW = re.compile(r"[A-Z]{1,3}")
PROPERTY = re.compile(r"[a-z][a-z0-9_]{0,31}")
Fault = tuple[str, str]
"""A JSON pointer into the plan, and what is wrong there."""


class ListedSeat(BaseModel):
    """A seat that is listed by itself: its number, where it stands on the map, and what it is like."""

    model_config = ConfigDict(frozen=True)

    number: int
    x: float | None = None
    y: float | None = None
    properties: tuple[str, ...] = ()
    """In words of small letters, digits and underscores, such as accessible, aisle, companion, restricted_view."""


class Layout(Message, carries=("section", "rows", "listed")):
    """The seats of one section, at most 500 and 64 KiB: `rows` says how many seats each row has.

    They are numbered from 1, but for those of a row that is `listed`, where each seat tells its number.
    """

    section: str
    rows: dict[str, int]
    listed: dict[str, tuple[ListedSeat, ...]] = Field(default_factory=dict)


class Seating(Layout, carries=("ticket_type",)):
    """One section of the seating plan, and what its seats are sold as."""

    ticket_type: str


def together(seats: Sequence[str]) -> bool:
    """Are these side by side, by their names: in one row, with numbers that follow one another?"""
    rows = {seat.rstrip(digits) for seat in seats}
    if len(rows) != 1:
        return not rows
    known = sorted(int(seat.removeprefix(*rows)) for seat in seats)
    return known[-1] - known[0] == len(known) - 1


def numbers(said: Layout) -> dict[str, tuple[int, ...]]:
    """By row, its seats' numbers, where they are not 1 to the last."""
    found = {row: tuple(sorted(seat.number for seat in seats)) for row, seats in said.listed.items()}
    return {row: those for row, those in found.items() if those != tuple(range(1, len(those) + 1))}


def faults(plan: Iterable[Seating]) -> Iterator[Fault]:
    plan = tuple(plan)
    if len(plan) > SECTIONS_AT_MOST:
        yield "/sections", f"more than {SECTIONS_AT_MOST} sections"
    names = Counter(one.section for one in plan)
    for n, one in enumerate(plan):
        if names[one.section] > 1:
            yield f"/sections/{n}/section", "another section has this name"
        yield from ((f"/sections/{n}{where}", what) for where, what in section_faults(one))


def section_faults(one: Layout) -> Iterator[Fault]:
    if not NAME.fullmatch(one.section):
        yield "/section", "1 to 64 characters, without a hyphen or a bar"
    if len(one.model_dump_json()) > SECTION_BYTES_AT_MOST:
        yield "/rows", f"more than {SECTION_BYTES_AT_MOST} bytes"
    if not 0 < sum(one.rows.values()) <= SEATS_AT_MOST:
        yield "/rows", f"1 to {SEATS_AT_MOST} seats"
    for row, seats in one.rows.items():
        if not ROW.fullmatch(row):
            yield f"/rows/{pointed(row)}", "a row is named by 1 to 3 capitals"
        if seats < 1 or seats != len(one.listed.get(row, range(seats))):
            yield f"/rows/{pointed(row)}", "a row has seats"
    for row, those in one.listed.items():
        where = f"/rows/{pointed(row)}"
        yield from ([] if row in one.rows else [(where, "there is no such row")])
        yield from ((f"{where}/{at}", what) for at, what in listed_faults(those))


def listed_faults(seats: tuple[ListedSeat, ...]) -> Iterator[Fault]:
    known = Counter(seat.number for seat in seats)
    for n, seat in enumerate(seats):
        if not 1 <= seat.number <= NUMBER_AT_MOST:
            yield f"{n}/number", f"1 to {NUMBER_AT_MOST}"
        if known[seat.number] > 1:
            yield f"{n}/number", "another seat of the row has this number"
        if (seat.x is None) != (seat.y is None):
            yield f"{n}", "x and y go together"
        for name, value in (("x", seat.x), ("y", seat.y)):
            if value is not None and not abs(value) <= COORDINATE_AT_MOST:
                yield f"{n}/{name}", f"-{COORDINATE_AT_MOST} to {COORDINATE_AT_MOST}"
        if len(seat.properties) > PROPERTIES_AT_MOST or not all(map(PROPERTY.fullmatch, seat.properties)):
            yield f"{n}/properties", f"at most {PROPERTIES_AT_MOST} words of small letters, digits and underscores"


def unsold(plan: Iterable[Seating], kinds: Mapping[str, int]) -> Iterator[Fault]:
    """Sections of which nobody knows a price. `kinds` has the places of each ticket type."""
    for n, one in enumerate(plan):
        if kinds.get(one.ticket_type, -1):
            yield f"/sections/{n}/ticket_type", "no ticket type that is sold by seat"


def pointed(name: str) -> str:
    """As a part of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")
