from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.vocabulary import Early, at
from contracts.bookings import BookingRequested
from contracts.inventory import SeatsHeld, SeatsRejected, StockSoldOut
from handlers.inventory.rows import Bought, Hold, Seat, Section, Stock, TicketStock
from handlers.inventory.rules import broken, counted, limited
from handlers.inventory.service import inventory

SECTIONS_WITHIN = timedelta(seconds=5)
"""How long a request waits for sections that nobody has told of yet: they follow their event."""


@inventory.step
def hold_seats(
    asked: BookingRequested,
    stock: Stock,
    tier: TicketStock | None,
    hold: Hold | None,
    bought: Bought | None,
    sections: Annotated[list[Section], at("event_id", "sections")],
    seats: Annotated[list[Seat], at("event_id", "seats")],
    asked_at: datetime,
    now: datetime,
) -> Iterator[Stock | TicketStock | Seat | Hold | Bought | SeatsHeld | SeatsRejected | StockSoldOut | Early]:
    """All or none: a booking never holds a part of what it asked for."""
    if hold and hold.state != "released":
        return
    if not all(section.version for section in sections) and now < asked_at + SECTIONS_WITHIN:
        yield Early()
        return
    plan = {section.name: section for section in sections}
    mine = (hold or Hold(asked.event_id, asked.booking_id, "held")).but(
        state="held", seats=asked.seats, ticket_type=asked.ticket_type, quantity=asked.quantity, buyer_id=asked.buyer_id
    )
    reason, lost = why_not(asked, stock, tier, plan, seats)
    count = {} if reason else counted(asked, plan)
    if reason := reason or broken(stock.rules, count, bought, asked_at if asked.attempt == 1 else None):
        yield mine.but(state="released")
        yield SeatsRejected.of(asked, attempt=asked.attempt, reason=reason, lost=lost, stock_seq=stock.version)
        return
    yield from (seat.to(asked.booking_id) for seat in seats)
    if tier and not seats:
        yield tier.changed(held=asked.quantity)
    yield mine.but(counted=(counts := limited(stock.rules, count)))
    if counts:
        yield (bought or Bought(asked.event_id, asked.buyer_id)).with_(counts)
    yield (after := stock.changed(held=asked.size))
    yield SeatsHeld.of(
        asked, attempt=asked.attempt, price=price(asked, tier, plan),
        currency=stock.currency, stock_seq=stock.version + 1,
    )  # fmt: skip
    if after.gone:
        yield StockSoldOut.of(after, stock_seq=stock.version + 1)


def why_not(
    asked: BookingRequested, stock: Stock, tier: TicketStock | None, plan: dict[str, Section], seats: list[Seat]
) -> tuple[str, tuple[str, ...]]:
    """Why nothing can be held, as a reason, and the seats that are to blame; an empty reason if all can."""
    unknown = tuple(seat for seat in asked.seats if not plan[seat.rpartition("-")[0]].has(seat))
    taken = tuple(seat.name for seat in seats if seat.owner)
    if stock.closed:
        return "event_cancelled", ()
    if unknown or len(set(asked.seats)) != len(asked.seats) or not asked.size:
        return "unknown_seat", unknown
    if taken:
        return "taken", taken
    if not seats and tier is None:
        return "unknown_ticket_type", ()
    if not seats and tier and tier.held + tier.sold + asked.quantity > tier.capacity:
        return "sold_out", ()
    return ("sold_out", ()) if stock.held + stock.sold + asked.size > stock.capacity else ("", ())


def price(asked: BookingRequested, tier: TicketStock | None, plan: dict[str, Section]) -> int:
    """What all of it costs, in the minor unit."""
    if asked.seats:
        return sum(plan[seat.rpartition("-")[0]].price for seat in asked.seats)
    return tier.price * asked.quantity if tier else 0
