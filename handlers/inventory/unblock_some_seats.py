from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.inventory import BlockForbidden, BlockRefused, SomeSeatsUnblocked, StockBack, UnblockSomeSeats
from handlers.inventory import counts
from handlers.inventory.marks import freed
from handlers.inventory.rows import Block, Plan, Seat, Section, Stock, TicketStock
from handlers.inventory.service import inventory


@inventory.step
def unblock_some_seats(
    asked: UnblockSomeSeats,
    stock: Stock,
    plan: Plan | None,
    tier: TicketStock | None,
    block: Block,
    sections: Annotated[list[Section], at("event_id", "sections")],
    seats: Annotated[list[Seat], at("event_id", "seats")],
) -> Iterator[
    Stock | Plan | TicketStock | Section | Seat | Block | SomeSeatsUnblocked | StockBack | BlockRefused | BlockForbidden
]:
    """All that is named, or none."""
    if not stock.obeys(asked):
        yield BlockForbidden.of(asked, stock_seq=stock.version)
        return
    reason, lost = why_not(asked, block)
    if reason:
        yield BlockRefused.of(asked, reason=reason, lost=lost, stock_seq=stock.version)
        return
    yield (after := block.without(asked.seats, asked.quantity))
    yield from (seat.kept_by("") for seat in seats)
    yield from freed(plan, sections, asked.seats)
    yield (stock_after := stock.moved(block, blocked=-asked.size))
    tier = tier.changed(blocked=-asked.quantity) if tier and not asked.seats else None
    if tier:
        yield tier
    left = {"left": after.seats, "left_quantity": after.quantity, "among": after.among}
    yield SomeSeatsUnblocked.of(asked, after, **left, **counts.after(stock_after, tier))
    if stock.gone and not stock.closed:
        yield StockBack.of(stock, stock_seq=stock.version + 1)


def why_not(asked: UnblockSomeSeats, block: Block) -> tuple[str, tuple[str, ...]]:
    """Why nothing is unblocked, as a reason, and the seats that are to blame; an empty reason if it is."""
    if block.state == "unblocked":
        return "not_blocked", ()
    others = tuple(seat for seat in asked.seats if seat not in block.seats)
    doubled = len(set(asked.seats)) != len(asked.seats) or (asked.seats and asked.quantity)
    if others or doubled or asked.size < 1:
        return "not_blocked", others
    places = 0 if asked.ticket_type != block.ticket_type else block.quantity
    return ("not_blocked" if not asked.seats and asked.quantity > places else ""), ()
