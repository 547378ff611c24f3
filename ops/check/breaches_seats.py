"""Where seats, holds and bookings disagree."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from handlers.bookings.rows import UNPAID, Booking
from handlers.inventory.adjacent import TAKEN
from handlers.inventory.rows import Block, Hold, Plan, Seat, Section, Stock, TicketStock
from handlers.views.rows import BookingView
from ops.memory.rows import Services, all_of

Rows = Iterator[tuple[Any, ...]]
GRACE = timedelta(seconds=2)
WAITING = ("requested", *UNPAID, "late", "offered")


def oversold(books: Services) -> Rows:
    counted: list[tuple[str, Stock | TicketStock]] = [(one.event_id, one) for one in all_of(books["inventory"], Stock)]
    counted += [(f"{one.event_id}/{one.ticket_type}", one) for one in all_of(books["inventory"], TicketStock)]
    for name, one in counted:
        if one.free < 0 or min(one.held, one.sold, one.blocked) < 0:
            yield (name,)


def miscounted(books: Services) -> Rows:
    holds = all_of(books["inventory"], Hold)
    for stock in all_of(books["inventory"], Stock):
        mine = [hold for hold in holds if hold.event_id == stock.event_id]
        held, sold = (sum(hold.size for hold in mine if hold.state == state) for state in ("held", "sold"))
        if (stock.held, stock.sold) != (held, sold):
            yield stock.event_id, stock.held, stock.sold


def blocks_of(books: Services) -> list[Block]:
    return [one for one in all_of(books["inventory"], Block) if one.state == "blocked"]


def miscounted_blocks(books: Services) -> Rows:
    blocks = blocks_of(books)
    for stock in all_of(books["inventory"], Stock):
        if stock.blocked != sum(one.size for one in blocks if one.event_id == stock.event_id):
            yield stock.event_id, stock.blocked
    for tier in all_of(books["inventory"], TicketStock):
        mine = [one for one in blocks if (one.event_id, one.ticket_type) == tier.key]
        if tier.blocked != sum(one.quantity for one in mine):
            yield f"{tier.event_id}/{tier.ticket_type}", tier.blocked


def blocked_and_owned(books: Services) -> Rows:
    seats = [one for one in all_of(books["inventory"], Seat) if one.block]
    kept = {(one.event_id, seat, one.block_id) for one in blocks_of(books) for seat in one.seats}
    for event, seat, block in sorted(kept ^ {(one.event_id, one.name, one.block) for one in seats}):
        yield f"{event}/{seat}", block
    yield from ((f"{one.event_id}/{one.name}", one.block, one.owner) for one in seats if one.owner)


def quotas_miscounted(books: Services) -> Rows:
    tiers = {tier.key: tier for tier in all_of(books["inventory"], TicketStock)}
    for stock in all_of(books["inventory"], Stock):
        for name, quota in stock.quotas.items():
            mine = [tier for kind in quota.ticket_types if (tier := tiers.get((stock.event_id, kind)))]
            along = [one for name, one in stock.add_ons.items() if name in quota.ticket_types]
            counted = [(tier.held, tier.sold, tier.blocked) for tier in mine] + [
                (one.held, one.sold, 0) for one in along
            ]
            summed = tuple(map(sum, zip(*counted, strict=True))) or (0, 0, 0)
            if (quota.held, quota.sold, quota.blocked) != summed or sum(summed) > quota.size:
                yield f"{stock.event_id}/{name}", *summed
        for kind, left in stock.remaining.items():
            if (tier := tiers.get((stock.event_id, kind))) and tier.free != left:
                yield f"{stock.event_id}/{kind}", tier.held, tier.sold, tier.blocked


def two_owners(books: Services) -> Rows:
    holds = [hold for hold in all_of(books["inventory"], Hold) if hold.state != "released"]
    taken = {(hold.event_id, seat, hold.booking_id) for hold in holds for seat in kept(hold)}
    owned = {(seat.event_id, seat.name, seat.owner) for seat in all_of(books["inventory"], Seat) if seat.owner}
    for event, seat, booking in sorted(taken ^ owned):
        yield f"{event}/{seat}", booking


def kept(hold: Hold) -> Iterator[str]:
    """Its seats, but for those that were given up."""
    return (seat for number, seat in enumerate(hold.seats, 1) if number not in hold.void)


def misvoided(books: Services) -> Rows:
    holds = {one.key: one for one in all_of(books["inventory"], Hold)}
    views = {one.key: one for one in all_of(books["views"], BookingView)}
    for one in all_of(books["bookings"], Booking):
        if (hold := holds.get(one.key)) is None:
            continue
        view = views.get(one.key)
        empty = tuple(number for number, code in enumerate(view.codes, 1) if not code) if view and view.codes else ()
        told = {hold.void, view.given_up if view else one.void, empty if view and view.codes else one.void}
        if told != {one.void} or (one.void and not one.tickets):
            yield one.booking_id, one.void, hold.void, view and view.given_up


def mismarked(books: Services) -> Rows:
    plans = {plan.event_id: plan for plan in all_of(books["inventory"], Plan)}
    known = [
        one for one in all_of(books["inventory"], Section) if (plan := plans.get(one.event_id)) and plan.knows(one)
    ]
    marked = {
        (one.event_id, f"{one.name}-{row}{n}")
        for one in known
        for row, seats in one.taken.items()
        for n, sign in enumerate(seats, 1)
        if sign == TAKEN
    }
    names = {one.key for one in known}
    seats = [one for one in all_of(books["inventory"], Seat) if not one.free]
    owned = {one.key for one in seats if (one.event_id, one.name.rpartition("-")[0]) in names}
    yield from sorted(marked ^ owned)


def disagreeing(books: Services) -> Rows:
    bookings = {one.key: one.state for one in all_of(books["bookings"], Booking)}
    unasked = {one.key for one in all_of(books["bookings"], Booking) if over_before_it_asked(one)}
    holds = {one.key: one.state for one in all_of(books["inventory"], Hold)}
    for key in sorted((bookings.keys() - unasked) | holds.keys()):
        state, hold = bookings.get(key), holds.get(key)
        whole = state is not None and hold is not None and (state == "confirmed") == (hold == "sold")
        if not whole or (hold == "held" and state not in WAITING):
            yield key[1], state, hold


def over_before_it_asked(one: Booking) -> bool:
    """It came to its end while its code was looked at, and asked for no seats."""
    return one.state in ("rejected", "cancelled", "expired") and one.use is not None and not one.use.granted


def codeless(books: Services) -> Rows:
    for view in all_of(books["views"], BookingView):
        wanted = (len(view.seats) or view.quantity) if view.state == "confirmed" else 0
        if view.state in ("confirmed", "rejected", "expired") and len(view.codes) != wanted:
            yield view.booking_id, view.state, len(view.codes)


def endless(books: Services) -> Rows:
    before = books["bookings"].now() - GRACE
    for one in all_of(books["bookings"], Booking):
        if one.state in ("requested", *UNPAID) and one.deadline < before:
            yield one.booking_id, one.state, one.deadline
