from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Early
from contracts.bookings import BookingRequested
from contracts.inventory import SeatsRejected
from handlers.inventory.holding import asking, full, rejected
from handlers.inventory.own import PickSeats, TakeSeats
from handlers.inventory.rows import Bought, Hold, Plan, Stock
from handlers.inventory.rules import broken


def ask_for_best(
    asked: BookingRequested,
    stock: Stock,
    plan: Plan | None,
    hold: Hold | None,
    bought: Bought | None,
    at: datetime | None,
    soon: bool,
) -> Iterator[Hold | SeatsRejected | PickSeats | TakeSeats | Early]:
    """Which seats there are stands in their section, which is found first; it is early if more sections will follow.

    A booking that had seats picked for it once asks for the same again.
    """
    if hold and hold.seats:
        yield hold.but(picking=asked.attempt)
        yield TakeSeats.of(asked, seats=hold.seats, attempt=asked.attempt, picked=False, others=asked.others)
        return
    section = plan.section_of(asked.ticket_type, asked.quantity) if plan else ""
    if plan and plan.awaited and soon and not section:
        yield Early()
        return
    reason = why_not(asked, stock, plan) or broken(stock.rules, {asked.ticket_type: asked.quantity}, bought, at)
    if reason:
        yield from rejected(asked, hold, stock, reason)
        return
    yield asking(asked, hold).but(picking=asked.attempt)
    yield PickSeats.of(asked, attempt=asked.attempt, section=section)


def why_not(asked: BookingRequested, stock: Stock, plan: Plan | None) -> str:
    """Why no seats can be picked, as a reason; empty if some can."""
    if stock.closed:
        return "event_cancelled"
    if plan is None:
        return "only_by_name"
    if asked.ticket_type not in plan.sections:
        return "unknown_ticket_type"
    if full(stock, asked.quantity) or not plan.has_free(asked.ticket_type):
        return "sold_out"
    return "" if plan.section_of(asked.ticket_type, asked.quantity) else "no_seats_together"
