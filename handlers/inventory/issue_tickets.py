from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.bookings import BookingConfirmed
from contracts.inventory import TicketsIssued
from handlers.inventory import counts
from handlers.inventory.codes import ticket_codes
from handlers.inventory.rows import Hold, Stock, TicketStock
from handlers.inventory.service import inventory


@inventory.step
def issue_tickets(
    confirmed: BookingConfirmed,
    stock: Stock,
    tier: Annotated[TicketStock | None, at("event_id", "ticket_type")],
    hold: Hold,
) -> Iterator[Stock | TicketStock | Hold | TicketsIssued]:
    if hold.state != "held":
        return
    sold = hold.but(state="sold", buyer_id=confirmed.buyer_id, issue=1)
    yield sold
    yield (after := stock.moved(hold, held=-hold.size, sold=hold.size).along(hold.add_ons, held=-1, sold=1))
    tier = tier.changed(held=-hold.size, sold=hold.size) if tier and not hold.seats else None
    if tier:
        yield tier
    yield TicketsIssued.of(
        sold, codes=ticket_codes(sold), **counts.after(after, tier, hold.add_ons),
        currency=confirmed.currency, breakdown=confirmed.breakdown,
    )  # fmt: skip
