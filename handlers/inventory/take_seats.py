from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.inventory import SeatsHeld, SeatsRejected, StockSoldOut
from handlers.inventory import discounts
from handlers.inventory.holding import asking, held, prices, rejected, why_not
from handlers.inventory.marks import blocked, freed, others, taken
from handlers.inventory.others import ask_for_others
from handlers.inventory.own import PickOthers, PickSeats, TakeSeats
from handlers.inventory.rows import Bought, Hold, Plan, Seat, Section, Stock, TicketStock
from handlers.inventory.rules import broken, counted
from handlers.inventory.service import inventory

Taken = Iterator[
    Stock
    | Plan
    | TicketStock
    | Section
    | Seat
    | Hold
    | Bought
    | SeatsHeld
    | SeatsRejected
    | StockSoldOut
    | PickSeats
    | PickOthers
]


@inventory.step
def take_seats(
    own: TakeSeats,
    stock: Stock,
    plan: Plan,
    hold: Hold,
    bought: Bought | None,
    sections: Annotated[list[Section], at("event_id", "sections")],
    seats: Annotated[list[Seat], at("event_id", "seats")],
) -> Taken:
    """The booking may have come to its end while seats were picked for it: those are free again."""
    if hold.picking != own.attempt:
        yield from freed(plan, sections, own.seats if own.picked else ())
        return
    known = {section.name: section for section in sections}
    reason, lost = why_not(
        own, stock, None, known, others(None if own.picked else plan, sections, seats), blocked(seats)
    )
    count = {} if reason else counted(own, known)
    reason = reason or broken(stock.rules, count, bought, None)
    if reason := reason or discounts.why_not(own.discount, count, stock.currency):
        yield from freed(plan, sections, own.seats if own.picked else ())
        if picking := ask_for_others(own, hold, plan, reason, sections):
            yield from picking
            return
        yield from rejected(own, hold, stock, reason, lost)
        return
    yield from taken(plan, sections, () if own.picked else own.seats)
    yield from held(own, asking(own, hold), stock, None, seats, bought, count, prices(own, None, known))
