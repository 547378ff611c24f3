"""Holding what a booking asks for, or not: how its hold, its seats and the counters change, and what is said."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from contracts.bookings import BookingRequested
from contracts.inventory import SeatsHeld, SeatsRejected, StockSoldOut
from handlers.inventory import add_ons, counts
from handlers.inventory.costs import Price, costs
from handlers.inventory.own import PickOthers, PickSeats, TakeSeats
from handlers.inventory.rows import Bought, Hold, Seat, Section, Stock, TicketStock, section_of
from handlers.inventory.rules import Count, limited

Asked = BookingRequested | PickSeats | PickOthers | TakeSeats
Held = Stock | TicketStock | Seat | Hold | Bought | SeatsHeld | StockSoldOut


def asking(asked: Asked, hold: Hold | None) -> Hold:
    """What the booking has, with what it asks for now: nothing is held yet."""
    return (hold or Hold(asked.event_id, asked.booking_id, "released")).but(
        seats=asked.seats,
        ticket_type=asked.ticket_type,
        quantity=asked.quantity,
        buyer_id=asked.buyer_id,
        picking=0,
        attempt=asked.attempt,
        void=(),
        add_ons=asked.add_ons,
    )


def rejected(
    asked: Asked, hold: Hold | None, stock: Stock, reason: str, lost: tuple[str, ...] = ()
) -> Iterator[Hold | SeatsRejected]:
    """Seats that were picked, and could not be had, are not the booking's to name."""
    mine = asking(asked, hold)
    yield mine if isinstance(asked, BookingRequested) else mine.but(seats=())
    yield SeatsRejected.of(asked, attempt=asked.attempt, reason=reason, lost=lost, stock_seq=stock.version)


def held(
    asked: BookingRequested | TakeSeats,
    mine: Hold,
    stock: Stock,
    tier: TicketStock | None,
    seats: Sequence[Seat],
    bought: Bought | None,
    count: Count,
    prices: Sequence[Price],
) -> Iterator[Held]:
    yield from (seat.to(asked.booking_id) for seat in seats)
    tier = tier.changed(held=asked.quantity) if tier and not seats else None
    if tier:
        yield tier
    yield (mine := mine.but(state="held", counted=(limits := limited(stock.rules, count))))
    if limits:
        yield (bought or Bought(asked.event_id, asked.buyer_id)).with_(limits)
    yield (after := stock.moved(mine, held=asked.size).along(mine.add_ons, held=1))
    units = [] if asked.complimentary else add_ons.units(asked, stock.add_ons)
    cost = costs(prices, stock.terms, asked.discount, units)
    yield SeatsHeld.of(
        asked, attempt=asked.attempt, price=cost.breakdown.total, breakdown=cost.breakdown, commission=cost.commission,
        lines=cost.lines, currency=stock.currency, **counts.after(after, tier, mine.add_ons),
    )  # fmt: skip
    if after.gone:
        yield StockSoldOut.of(after, stock_seq=stock.version + 1)


def why_not(
    asked: BookingRequested | TakeSeats,
    stock: Stock,
    tier: TicketStock | None,
    known: Mapping[str, Section],
    others: Sequence[str],
    blocked: Collection[str] = (),
) -> tuple[str, tuple[str, ...]]:
    """Why nothing can be held, as a reason, and the seats or add-ons to blame; an empty reason if all can.

    `others` are the seats that are not free, of which nobody may buy those that are `blocked`.
    """
    unknown = tuple(seat for seat in asked.seats if not known[section_of(seat)].has(seat))
    if stock.closed:
        return "event_cancelled", ()
    if unknown or len(set(asked.seats)) != len(asked.seats) or not asked.size:
        return "unknown_seat", unknown
    if others:
        return "blocked" if set(others) <= set(blocked) else "taken", tuple(others)
    if not asked.seats and tier and asked.quantity > tier.free:
        return "sold_out", ()
    if not asked.seats and stock.lacks(asked.ticket_type, asked.quantity):
        return "sold_out", ()
    return ("sold_out", ()) if full(stock, asked.size) else add_ons.why_not(asked, stock.add_ons, stock.quotas)


def full(stock: Stock, size: int) -> bool:
    """Are there not so many places left?"""
    return size > stock.free


def prices(
    asked: BookingRequested | TakeSeats, tier: TicketStock | None, known: Mapping[str, Section]
) -> Sequence[Price]:
    """Of each ticket; of what is given away there is none."""
    if asked.complimentary:
        return ()
    if asked.seats:
        sections = [known[section_of(seat)] for seat in asked.seats]
        return [Price(section.ticket_type, section.price) for section in sections]
    return [Price(tier.ticket_type, tier.price)] * asked.quantity if tier else ()
