from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.bookings import BookingConfirmed
from contracts.inventory import TicketsIssued
from handlers.inventory.codes import ticket_code
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
    yield hold.but(state="sold")
    yield stock.changed(held=-hold.size, sold=hold.size)
    if tier and not hold.seats:
        yield tier.changed(held=-hold.size, sold=hold.size)
    places = hold.seats or tuple(f"{hold.ticket_type}-{n + 1}" for n in range(hold.quantity))
    codes = tuple(ticket_code(hold.event_id, hold.booking_id, place) for place in places)
    yield TicketsIssued.of(confirmed, codes=codes, stock_seq=stock.version + 1)
