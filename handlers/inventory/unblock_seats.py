from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.inventory import BlockForbidden, BlockRefused, SeatsUnblocked, StockBack, UnblockSeats
from handlers.inventory import counts
from handlers.inventory.marks import freed
from handlers.inventory.own import FreeBlock
from handlers.inventory.rows import Block, Plan, Seat, Section, Stock, TicketStock
from handlers.inventory.service import inventory


@inventory.step
def unblock_seats(
    asked: UnblockSeats, stock: Stock, block: Block
) -> Iterator[FreeBlock | BlockRefused | BlockForbidden]:
    """Only the block knows its seats: they are read by what it says to itself, which answers."""
    if not stock.obeys(asked):
        yield BlockForbidden.of(asked, stock_seq=stock.version)
    elif block.state == "unblocked":
        yield BlockRefused.of(asked, reason="not_blocked", stock_seq=stock.version)
    else:
        yield FreeBlock.of(block)


@inventory.step
def free_block(
    own: FreeBlock,
    stock: Stock,
    plan: Plan | None,
    tier: TicketStock | None,
    block: Block,
    sections: Annotated[list[Section], at("event_id", "sections")],
    seats: Annotated[list[Seat], at("event_id", "seats")],
) -> Iterator[Stock | Plan | TicketStock | Section | Seat | Block | SeatsUnblocked | StockBack]:
    """Who asked a second time meanwhile has the answer of the first."""
    if block.state == "unblocked":
        return
    yield block.but(state="unblocked")
    mine = [seat for seat in seats if seat.block == block.block_id]
    yield from (seat.kept_by("") for seat in mine)
    yield from freed(plan, sections, [seat.name for seat in mine])
    yield (after := stock.moved(block, blocked=-block.size))
    tier = tier.changed(blocked=-block.size) if tier and not block.seats else None
    if tier:
        yield tier
    yield SeatsUnblocked.of(block, among=block.among, **counts.after(after, tier))
    if stock.gone and not stock.closed:
        yield StockBack.of(stock, stock_seq=stock.version + 1)
