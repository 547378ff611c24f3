"""What the plan says of seats, kept as their own rows are. Sections that it does not know stay as they are."""

from collections.abc import Iterable, Iterator, Sequence

from handlers.inventory.adjacent import FREE, TAKEN
from handlers.inventory.rows import Plan, Seat, Section, section_of

Seats = Sequence[str]


def taken(plan: Plan | None, sections: Iterable[Section], seats: Seats) -> Iterator[Section | Plan]:
    return marked(plan, sections, seats, TAKEN)


def freed(plan: Plan | None, sections: Iterable[Section], seats: Seats) -> Iterator[Section | Plan]:
    return marked(plan, sections, seats, FREE)


def marked(plan: Plan | None, sections: Iterable[Section], seats: Seats, mark: str) -> Iterator[Section | Plan]:
    if plan is None or not seats:
        return
    yield from (new := [section.marked(seats, mark) for section in sections if plan.knows(section)])
    if (after := plan.with_(new)) is not plan:
        yield after


def others(plan: Plan | None, sections: Iterable[Section], seats: Iterable[Seat]) -> Seats:
    """Those of the seats that somebody has, that are picked for somebody, or blocked."""
    known = {section.name: section for section in sections if plan and plan.knows(section)}

    def picked(seat: str) -> bool:
        section = known.get(section_of(seat))
        return section is not None and section.has(seat) and section.marks(seat)

    return tuple(seat.name for seat in seats if not seat.free or picked(seat.name))


def blocked(seats: Iterable[Seat]) -> Seats:
    return tuple(seat.name for seat in seats if seat.block)
