from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import Early, at
from contracts.bookings import BookingCancelled, BookingExpired
from contracts.inventory import SeatsReleased, StockBack, TicketsVoided
from handlers.inventory import counts
from handlers.inventory.marks import freed
from handlers.inventory.own import ReleaseSeats
from handlers.inventory.rows import Bought, Hold, Plan, Seat, Section, Stock, TicketStock
from handlers.inventory.service import inventory


@inventory.step
def release_seats(
    over: BookingExpired | BookingCancelled | ReleaseSeats,
    stock: Stock,
    plan: Plan | None,
    tier: Annotated[TicketStock | None, at("event_id", "ticket_type")],
    hold: Hold | None,
    bought: Bought | None,
    sections: Annotated[list[Section], at("event_id", "sections")],
    seats: Annotated[list[Seat], at("event_id", "seats")],
) -> Iterator[
    Stock | Plan | TicketStock | Section | Seat | Hold | Bought
    | SeatsReleased | TicketsVoided | StockBack | ReleaseSeats | Early
]:  # fmt: skip
    """A cancellation that overtakes its own request waits for the hold; one that has no request coming does not."""
    if hold is None:
        if asked_for(over):
            yield Early()
        return
    if hold.picking:
        yield hold.but(picking=0)
    if hold.state == "released":
        return
    if hold.seats != over.seats:
        yield ReleaseSeats.of(over, seats=hold.seats)
        return
    sold = hold.state == "sold"
    counter = {"sold": -hold.size} if sold else {"held": -hold.size}
    yield hold.but(state="released", counted={})
    if hold.counted and bought:
        yield bought.with_(hold.counted, -1)
    yield (after := stock.moved(hold, **counter).along(hold.add_ons, **({"sold": -1} if sold else {"held": -1})))
    tier = tier.changed(**counter) if tier and not hold.seats else None
    if tier:
        yield tier
    yield from emptied([seat for seat in seats if seat.owner == hold.booking_id], plan, sections)
    told = counts.after(after, tier, hold.add_ons)
    yield TicketsVoided.of(over, void=hold.void, **told) if sold else SeatsReleased.of(over, **told)
    if stock.gone and not stock.closed:
        yield StockBack.of(stock, stock_seq=stock.version + 1)


def emptied(mine: list[Seat], plan: Plan | None, sections: list[Section]) -> Iterator[Seat | Plan | Section]:
    yield from (seat.to("") for seat in mine)
    yield from freed(plan, sections, [seat.name for seat in mine])


def asked_for(over: BookingExpired | BookingCancelled | ReleaseSeats) -> bool:
    """Did the booking ask for its seats? One that came to its end while its code was looked at did not."""
    return isinstance(over, ReleaseSeats) or over.use is None or over.use.granted
