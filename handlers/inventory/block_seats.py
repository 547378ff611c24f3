from collections.abc import Iterator, Sequence
from typing import Annotated

from choreography.vocabulary import at
from contracts.inventory import (
    BlockForbidden,
    BlockRefused,
    BlockSeats,
    SeatsBlocked,
    StockSoldOut,
)
from handlers.inventory import counts
from handlers.inventory.marks import others, taken
from handlers.inventory.rows import Block, Plan, Seat, Section, Stock, TicketStock, section_of
from handlers.inventory.service import inventory

Written = Stock | Plan | TicketStock | Section | Seat | Block


@inventory.step
def block_seats(
    asked: BlockSeats,
    stock: Annotated[Stock, at("event_id", within=5)],
    plan: Plan | None,
    tier: TicketStock | None,
    block: Block | None,
    sections: Annotated[list[Section], at("event_id", "sections")],
    seats: Annotated[list[Seat], at("event_id", "seats")],
) -> Iterator[Written | SeatsBlocked | BlockRefused | BlockForbidden | StockSoldOut]:
    """All or none, and only what is free."""
    if not stock.obeys(asked):
        yield BlockForbidden.of(asked, stock_seq=stock.version)
        return
    reason, lost = ("exists", ()) if block else why_not(asked, stock, tier, sections, others(plan, sections, seats))
    if reason:
        yield BlockRefused.of(asked, reason=reason, lost=lost, stock_seq=stock.version)
        return
    yield (
        mine := Block(
            asked.event_id, asked.block_id, "blocked", asked.seats, asked.ticket_type, asked.quantity, asked.reason
        )
    )
    yield from (seat.kept_by(asked.block_id) for seat in seats)
    yield from taken(plan, sections, asked.seats)
    tier = tier.changed(blocked=asked.quantity) if tier and not seats else None
    if tier:
        yield tier
    yield (after := stock.moved(mine, blocked=asked.size))
    yield SeatsBlocked.of(asked, **counts.after(after, tier))
    if after.gone:
        yield StockSoldOut.of(after, stock_seq=stock.version + 1)


def why_not(
    asked: BlockSeats, stock: Stock, tier: TicketStock | None, sections: list[Section], in_use: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Why it is not blocked, as a reason, and the seats that are to blame; an empty reason if it is."""
    known = {section.name: section for section in sections}
    unknown = tuple(seat for seat in asked.seats if not known[section_of(seat)].has(seat))
    if stock.closed:
        return "event_cancelled", ()
    if unknown or len(set(asked.seats)) != len(asked.seats) or asked.size < 1 or (asked.seats and asked.quantity):
        return "unknown_seat", unknown
    if in_use:
        return "seats_in_use", tuple(in_use)
    if not asked.seats and tier is None:
        return "unknown_ticket_type", ()
    too_many = asked.size > (stock.free if asked.seats or tier is None else min(stock.free, tier.free))
    shared = not asked.seats and stock.lacks(asked.ticket_type, asked.quantity)
    return ("places_in_use" if too_many or shared else "", ())
