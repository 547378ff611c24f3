from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.bookings import BookingCancelled, BookingExpired
from contracts.inventory import SeatsReleased, StockBack, TicketsVoided
from handlers.inventory.rows import Bought, Hold, Seat, Stock, TicketStock
from handlers.inventory.service import inventory


@inventory.step
def release_seats(
    over: BookingExpired | BookingCancelled,
    stock: Stock,
    tier: Annotated[TicketStock | None, at("event_id", "ticket_type")],
    hold: Hold,
    bought: Bought | None,
    seats: Annotated[list[Seat], at("event_id", "seats")],
) -> Iterator[Stock | TicketStock | Seat | Hold | Bought | SeatsReleased | TicketsVoided | StockBack]:
    """The hold must be there: a cancellation that overtakes its own request waits for it."""
    if hold.state == "released":
        return
    sold = hold.state == "sold"
    counter = {"sold": -hold.size} if sold else {"held": -hold.size}
    yield hold.but(state="released", counted={})
    if hold.counted and bought:
        yield bought.with_(hold.counted, -1)
    yield stock.changed(**counter)
    if tier and not hold.seats:
        yield tier.changed(**counter)
    yield from (seat.to("") for seat in seats if seat.owner == hold.booking_id)
    yield (TicketsVoided if sold else SeatsReleased).of(over, stock_seq=stock.version + 1)
    if stock.gone and not stock.closed:
        yield StockBack.of(stock, stock_seq=stock.version + 1)
