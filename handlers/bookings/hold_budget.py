"""Who let holds lapse unpaid has fewer of them at once, down to one, until one is paid or the window is over."""

from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Gone
from handlers.bookings.rows import UNPAID, Booking, HoldBudget, Sale
from handlers.bookings.settings import settings

LAPSES_AT_MOST = 10
"""That are kept: by then one hold is left."""


def spent(budget: HoldBudget | None, now: datetime) -> bool:
    """The first lapse leaves `holds_after_lapse`, and each further one half of that."""
    lapses = len(recent(budget, now))
    if budget is None or not lapses:
        return False
    at_most = max(1, settings().holds_after_lapse >> (lapses - 1))
    return sum(until > now for until in budget.opened.values()) >= at_most


def recent(budget: HoldBudget | None, now: datetime) -> tuple[datetime, ...]:
    return tuple(at for at in budget.lapses if now - at <= settings().lapses_within) if budget else ()


def begun(booking: Booking, budget: HoldBudget | None, sale: Sale, now: datetime) -> Iterator[HoldBudget]:
    """It counts until it is over, or until it would have lapsed."""
    if budget and recent(budget, now):
        until = booking.deadline + (sale.offline_for if booking.offline and sale.offline_for else sale.hold_for)
        opened = {id_: at for id_, at in budget.opened.items() if at > now} | {booking.booking_id: until}
        yield budget.but(opened=opened)


def over(booking: Booking, budget: HoldBudget | None) -> Iterator[HoldBudget]:
    if budget and booking.booking_id in budget.opened:
        yield budget.but(opened={id_: at for id_, at in budget.opened.items() if id_ != booking.booking_id})


def lapsed(booking: Booking, budget: HoldBudget | None, now: datetime) -> Iterator[HoldBudget]:
    """Of a booking that was to be paid; one that still waited for its seats is over, and nobody's fault."""
    if booking.state not in UNPAID or booking.complimentary:
        yield from over(booking, budget)
        return
    budget = budget or HoldBudget(booking.event_id, booking.buyer_id)
    opened = {id_: at for id_, at in budget.opened.items() if id_ != booking.booking_id}
    yield budget.but(opened=opened, lapses=(*recent(budget, now), now)[-LAPSES_AT_MOST:])


def paid(budget: HoldBudget | None) -> Iterator[Gone]:
    if budget:
        yield Gone(budget)
