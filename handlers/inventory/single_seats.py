"""The organiser's rule that nobody leaves a seat alone, where there is another way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from handlers.inventory.adjacent import left_alone
from handlers.inventory.rows import Plan, Section


def why_not(plan: Plan | None, sections: Iterable[Section], seats: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Why not these seats, as a reason, and those that would be left alone; an empty reason if none would."""
    known = [section for section in sections if plan and plan.knows(section)]
    alone = tuple(
        f"{section.name}-{row}{place + 1}"
        for section in known
        for row, picked in by_row(section.mine(seats)).items()
        for place in left_alone(section.seats(row), picked)
    )
    return ("single_seat", alone) if alone else ("", ())


def by_row(places: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found = defaultdict[str, set[int]](set)
    for row, place in places:
        found[row].add(place)
    return found
