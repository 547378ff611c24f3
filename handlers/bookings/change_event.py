"""Who has a booking is told, once, of each change that matters to whoever wants to come."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.bookings import BookingAffected, BookingDue, BookingSettling
from contracts.catalog import EventChanged, EventPostponed, EventRescheduled
from handlers.bookings.affected import affected, aware, behind
from handlers.bookings.keep import moved, waits_for_days
from handlers.bookings.own import TellBooking, TellBookingsAfter
from handlers.bookings.rows import Booking, Change, Sale
from handlers.bookings.service import bookings
from handlers.bookings.settings import settings

MATTERS = ("starts_at", "ends_at", "place", "venue_id")


@bookings.step
def event_changed(said: EventChanged, sale: Sale | None, asked_at: datetime) -> Iterator[Sale | TellBookingsAfter]:
    """A draft has no sale."""
    changed = tuple(name for name in said.changed if name in MATTERS)
    if sale and changed:
        yield from changes(sale, changed, asked_at, said)


@bookings.step
def postpone_sale(postponed: EventPostponed, sale: Sale, asked_at: datetime) -> Iterator[Sale | TellBookingsAfter]:
    """What is held may still be paid for."""
    yield from changes(sale.but(postponed=True), ("postponed",), asked_at)


@bookings.step
def reopen_sale(said: EventRescheduled, sale: Sale, asked_at: datetime) -> Iterator[Sale | TellBookingsAfter]:
    yield from changes(sale.but(postponed=False, closes=said.sale_closes), ("starts_at", "ends_at"), asked_at, said)


def changes(
    sale: Sale, changed: tuple[str, ...], when: datetime, now: EventChanged | EventRescheduled | None = None
) -> Iterator[Sale | TellBookingsAfter]:
    """Numbered first, so that who books behind the pages is known to know. What is postponed has no date."""
    starts_at = now.starts_at if now and not sale.postponed else None
    where = {"place": now.place, "hall": now.hall} if now else {}
    told = where | {"changed": changed, "starts_at": starts_at, "refund_until": window(when, starts_at)}
    change = Change(number=sale.changes + 1, **told)
    yield sale.but(change=change, starts_at=now.starts_at if now else sale.starts_at)
    yield TellBookingsAfter.of(sale, change=change)


def window(changed_at: datetime, starts_at: datetime | None) -> datetime | None:
    """Until when the money is offered back, never beyond the start; None if the event has begun."""
    until = changed_at + settings().refund_window
    if starts_at is None:
        return until
    return min(until, starts_at) if starts_at > changed_at else None


@bookings.step
def tell_page(
    go_on: TellBookingsAfter, page: Annotated[Page[Booking], at("event_id", after="after")]
) -> Iterator[TellBooking | TellBookingsAfter]:
    yield from (TellBooking.of(booking, change=go_on.change) for booking in page if hears(booking, go_on.change))
    if page:
        yield TellBookingsAfter.of(go_on, after=page[-1].booking_id)


@bookings.step
def tell_booking(
    own: TellBooking, booking: Booking, sale: Sale | None, now: datetime
) -> Iterator[Booking | BookingAffected | BookingSettling | BookingDue | Timer]:
    if behind(booking, own.change):
        yield aware(booking, own.change)
        yield affected(booking, own.change)
    elif waits_for_days(booking):
        yield from moved(booking, sale, now)


def hears(booking: Booking, change: Change) -> bool:
    return behind(booking, change) or waits_for_days(booking)
