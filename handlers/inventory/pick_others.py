from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Annotated

from choreography.vocabulary import at
from contracts.inventory import SeatsRejected
from handlers.inventory.adjacent import FREE, fit
from handlers.inventory.holding import rejected
from handlers.inventory.marks import taken
from handlers.inventory.own import PickOthers, TakeSeats
from handlers.inventory.pick_seats import picked
from handlers.inventory.rows import Hold, Plan, Section, Stock
from handlers.inventory.service import inventory


@inventory.step
def pick_others(
    own: PickOthers, stock: Stock, plan: Plan, hold: Hold, sections: Annotated[list[Section], at("event_id", "among")]
) -> Iterator[Hold | Section | Plan | TakeSeats | SeatsRejected]:
    """All or none: in the order of those that are gone, so that each costs what its own did."""
    if hold.picking != own.attempt:
        return
    found = {kind: iter(free(sections, kind, size)) for kind, size in Counter(own.kinds).items()}
    seats = tuple(seat for kind in own.kinds if (seat := next(found[kind], "")))
    if len(seats) < len(own.kinds):
        yield from rejected(own, hold, stock, "taken", own.seats)
        return
    yield from taken(plan, [section for section in sections if section.names & set(seats)], seats)
    yield TakeSeats.of(own, seats=seats, attempt=own.attempt, picked=True)


def free(sections: Sequence[Section], kind: str, size: int) -> Sequence[str]:
    """So many of the type, or as many as there are: side by side in the first section that has them so."""
    mine = [section for section in sections if section.ticket_type == kind]
    for section in mine:
        if fit(section.runs, size):
            return picked(section, size)
    return tuple(islice((seat for section in mine for seat in scattered(section)), size))


def scattered(section: Section) -> Iterator[str]:
    for row, seats in section.in_order.items():
        yield from (f"{section.name}-{row}{number}" for number, seat in enumerate(seats, 1) if seat == FREE)
