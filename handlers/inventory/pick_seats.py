from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.inventory import SeatsRejected
from handlers.inventory.adjacent import best
from handlers.inventory.holding import rejected
from handlers.inventory.marks import taken
from handlers.inventory.others import one_by_one
from handlers.inventory.own import PickOthers, PickSeats, TakeSeats
from handlers.inventory.rows import Hold, Plan, Section, Stock
from handlers.inventory.service import inventory


@inventory.step
def pick_seats(
    own: PickSeats, stock: Stock, plan: Plan, hold: Hold, section: Annotated[Section, at("event_id", "section")]
) -> Iterator[Hold | Section | Plan | PickSeats | PickOthers | TakeSeats | SeatsRejected]:
    """What is picked is marked at once, so that whoever picks next, in the same batch too, picks others."""
    if hold.picking != own.attempt:
        return
    where = plan.section_of(own.ticket_type, own.quantity)
    if not where:
        apart = own.others and one_by_one(own, (own.ticket_type,) * own.quantity, plan)
        yield from (apart,) if apart else rejected(own, hold, stock, "no_seats_together")
    elif where != section.name:
        yield PickSeats.of(own, attempt=own.attempt, section=where, others=own.others)
    else:
        seats = picked(section, own.quantity)
        yield from taken(plan, [section], seats)
        yield TakeSeats.of(own, seats=seats, attempt=own.attempt, picked=True)


def picked(section: Section, size: int) -> tuple[str, ...]:
    """Raises AssertionError if the plan was wrong."""
    found = best(section.in_order, size)
    assert found, f"{section.name} has no {size} seats together"
    row, first = found
    return tuple(f"{section.name}-{row}{number}" for number in range(first + 1, first + 1 + size))
