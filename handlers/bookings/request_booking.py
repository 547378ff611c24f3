from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.vocabulary import Timer, at
from contracts.bookings import BookingRejected, BookingRequested, DiscountRequested, RequestBooking, UseOfCode
from contracts.catalog import EventPublished
from contracts.promotions import promotion_id
from handlers.bookings.hold_budget import begun, spent
from handlers.bookings.own import AwaitTurn, Expire
from handlers.bookings.rows import NEWS_WITHIN, Booking, HoldBudget, Sale, Source, Turn
from handlers.bookings.service import bookings
from handlers.bookings.sources import Sources, crowded, noted

SEATS_ANSWER_WITHIN = timedelta(seconds=30)
"""How long a booking waits for inventory before it gives up."""
TURN_WITHIN = timedelta(seconds=2)
"""How long a request waits for the news of its buyer's turn: the buyer may have it first."""

Requesting = Iterator[
    Booking | Turn | HoldBudget | Source | BookingRequested | DiscountRequested | BookingRejected | Timer
]


@bookings.step
def open_sale(published: EventPublished, sale: Sale | None) -> Iterator[Sale]:
    sale = sale or Sale(published.event_id)
    yield sale.but(
        opens=published.sale_opens, closes=published.sale_closes, hold_for=published.hold_for,
        queued=published.queue is not None, starts_at=published.starts_at, cancel_before=published.cancel_before,
        organiser_id=published.organiser_id, offline_for=published.offline_for,
    )  # fmt: skip


@bookings.step
def request_booking(
    asked: RequestBooking,
    sale: Annotated[Sale, at(within=NEWS_WITHIN)],
    booking: Booking | None,
    turn: Turn | None,
    budget: HoldBudget | None,
    sources: Sources,
    asked_at: datetime,
    now: datetime,
) -> Requesting:
    """Who buys at once may be ahead of the news that the event is on sale."""
    if booking:
        return
    if reason := why_not(sale, asked_at, asked.offline):
        yield BookingRejected.of(asked, reason=reason)
    elif spent(budget, now):
        yield BookingRejected.of(asked, reason="holds_lapsed")
    elif crowded(asked.buyer_id, sources, now):
        yield BookingRejected.of(asked, reason="too_many_accounts")
    elif sale.queued and not (turn and turn.serves(now)):
        yield Timer("turn", now + TURN_WITHIN, AwaitTurn.of(asked, asked_at=asked_at))
    else:
        yield from opened(asked, sale, turn if sale.queued else None, budget, now, asked_at)
        yield from noted(asked, sources, now)


@bookings.step
def await_turn(
    own: AwaitTurn,
    sale: Sale,
    booking: Booking | None,
    turn: Turn | None,
    budget: HoldBudget | None,
    sources: Sources,
    now: datetime,
) -> Requesting:
    if booking:
        return
    if reason := stopped(sale):
        yield BookingRejected.of(own, reason=reason)
    elif spent(budget, now):
        yield BookingRejected.of(own, reason="holds_lapsed")
    elif crowded(own.buyer_id, sources, now):
        yield BookingRejected.of(own, reason="too_many_accounts")
    elif turn and turn.serves(now):
        yield from opened(own, sale, turn, budget, now, own.asked_at)
        yield from noted(own, sources, now)
    else:
        yield BookingRejected.of(own, reason="no_turn")


def opened(
    asked: RequestBooking | AwaitTurn,
    sale: Sale,
    turn: Turn | None,
    budget: HoldBudget | None,
    now: datetime,
    asked_at: datetime | None,
) -> Iterator[Booking | Turn | HoldBudget | BookingRequested | DiscountRequested | Timer]:
    """A turn is for one booking. Whoever gives a code has its use first, then the seats."""
    deadline = now + SEATS_ANSWER_WITHIN
    booking = Booking(
        asked.event_id, asked.booking_id, asked.buyer_id, "requested",
        asked.seats, asked.ticket_type, asked.quantity, deadline, change=sale.changes,
        code=asked.code, use=use_of(asked.code, sale), offline=asked.offline, add_ons=asked.add_ons, asked_at=asked_at,
    )  # fmt: skip
    yield booking
    yield from begun(booking, budget, sale, now)
    if turn:
        yield turn.but(booking_id=booking.booking_id)
    if booking.use:
        yield DiscountRequested.of(booking.use, booking)
    else:
        yield BookingRequested.of(asked, attempt=booking.attempt)
    yield Timer("expire", deadline, Expire.of(asked, deadline=deadline))


def use_of(code: str, sale: Sale) -> UseOfCode | None:
    """Codes are their organiser's: another's may be spelled alike."""
    return UseOfCode(promotion_id=promotion_id(sale.organiser_id, code)) if code else None


def why_not(sale: Sale, asked_at: datetime, offline: bool = False) -> str:
    """Why the event does not sell at this time, or for money that comes another way, as a reason; empty if it does."""
    if reason := stopped(sale):
        return reason
    if not sale.opens <= asked_at < sale.closes:
        return "not_on_sale"
    return "not_offline" if offline and sale.offline_for is None else ""


def stopped(sale: Sale) -> str:
    """Why the event does not sell at any time, as a reason; empty if it does."""
    if sale.closed:
        return "event_cancelled"
    if sale.suspended:
        return "organiser_suspended"
    return "not_on_sale" if sale.postponed else ""
