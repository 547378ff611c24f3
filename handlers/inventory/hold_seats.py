from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.vocabulary import Early, at
from contracts.bookings import BookingRequested
from contracts.inventory import SeatsHeld, SeatsRejected, StockSoldOut
from handlers.inventory import discounts, single_seats
from handlers.inventory.ask_for_best import ask_for_best
from handlers.inventory.holding import asking, held, prices, rejected, why_not
from handlers.inventory.marks import blocked, others, taken
from handlers.inventory.others import ask_for_others
from handlers.inventory.own import PickOthers, PickSeats, TakeSeats
from handlers.inventory.rows import Bought, Hold, Plan, Seat, Section, Stock, TicketStock
from handlers.inventory.rules import broken, counted
from handlers.inventory.service import inventory

SECTIONS_WITHIN = timedelta(seconds=5)
"""How long a request waits for sections that nobody has told of yet: they follow their event."""
Written = Stock | Plan | TicketStock | Section | Seat | Hold | Bought


@inventory.step
def hold_seats(
    asked: BookingRequested,
    stock: Stock,
    plan: Plan | None,
    tier: TicketStock | None,
    hold: Hold | None,
    bought: Bought | None,
    sections: Annotated[list[Section], at("event_id", "sections")],
    seats: Annotated[list[Seat], at("event_id", "seats")],
    asked_at: datetime,
    now: datetime,
) -> Iterator[Written | SeatsHeld | SeatsRejected | StockSoldOut | PickSeats | PickOthers | TakeSeats | Early]:
    """All or none: a booking never holds a part of what it asked for, nor anew before what it had is released."""
    if hold and (hold.state != "released" or hold.picking):
        if hold.state == "held" and hold.attempt < asked.attempt:
            yield Early()
        return
    soon, first = now < asked_at + SECTIONS_WITHIN, asked.attempt == 1
    if soon and not all(section.version for section in sections):
        yield Early()
        return
    if asked.quantity and not seats and not tier:
        yield from ask_for_best(asked, stock, plan, hold, bought, asked_at if first else None, soon)
        return
    known = {section.name: section for section in sections}
    reason, lost = why_not(asked, stock, tier, known, others(plan, sections, seats), blocked(seats))
    count = {} if reason else counted(asked, known)
    reason = reason or broken(stock.rules, count, bought, asked_at if first else None)
    reason = reason or discounts.why_not(asked.discount, count, stock.currency)
    if not reason and stock.no_single_seats and first:
        reason, lost = single_seats.why_not(plan, sections, asked.seats)
    if reason and (picking := ask_for_others(asked, hold, plan, reason, sections)):
        yield from picking
        return
    if reason:
        yield from rejected(asked, hold, stock, reason, lost)
        return
    yield from taken(plan, sections, asked.seats)
    yield from held(asked, asking(asked, hold), stock, tier, seats, bought, count, prices(asked, tier, known))
