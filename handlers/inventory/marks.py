"""What the plan says of seats, kept as their own rows are. Sections that it does not know stay as they are."""

from collections.abc import Iterable, Iterator, Sequence

from handlers.inventory import adjacent
from handlers.inventory.adjacent import FREE, TAKEN
from handlers.inventory.rows import Plan, Seat, Section

Seats = Sequence[str]


def taken(plan: Plan | None, sections: Iterable[Section], seats: Seats) -> Iterator[Section | Plan]:
    return marked(plan, sections, seats, TAKEN)


def freed(plan: Plan | None, sections: Iterable[Section], seats: Seats) -> Iterator[Section | Plan]:
    return marked(plan, sections, seats, FREE)


def marked(plan: Plan | None, sections: Iterable[Section], seats: Seats, mark: str) -> Iterator[Section | Plan]:
    if plan is None or not seats:
        return
    yield from (new := [section.marked(seats, mark) for section in sections if plan.knows(section)])
    if (after := plan.with_(new)) != plan:
        yield after


def others(plan: Plan | None, sections: Iterable[Section], seats: Iterable[Seat]) -> Seats:
    """Those of the seats that somebody has, or that are picked for somebody."""
    known = {section.name: section for section in sections if plan and plan.knows(section)}

    def gone(seat: Seat) -> bool:
        section = known.get(seat.name.rpartition("-")[0])
        return bool(seat.owner) or (section is not None and section.has(seat.name) and section.marks(seat.name))

    return tuple(seat.name for seat in seats if gone(seat))


def left_alone(plan: Plan | None, sections: Iterable[Section], seats: Seats) -> tuple[str, ...]:
    """The seats that nobody would sit beside, though there is another way."""
    return tuple(
        f"{section.name}-{row}{place + 1}"
        for section in sections
        if plan and plan.knows(section)
        for row, picked in section.places(seats).items()
        for place in adjacent.left_alone(section.seats(row), picked)
    )
