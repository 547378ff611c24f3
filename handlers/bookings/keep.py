"""How long seats are kept for money that takes days: a slow payment's, or what the organiser is paid another way."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from choreography.vocabulary import Timer
from contracts.bookings import BookingDue, BookingSettling
from handlers.bookings.own import Expire, Remind
from handlers.bookings.rows import UNPAID, Booking, Sale
from handlers.bookings.service import bookings
from handlers.bookings.settings import settings


def kept(booking: Booking, sale: Sale | None, at_least: datetime) -> Booking:
    """With its deadline, as the event starts now; a postponed event has no start."""
    assert booking.keep_until, "it does not wait for days"
    until = booking.keep_until
    if sale and sale.starts_at and not sale.postponed:
        before = settings().settle_before if booking.state == "settling" else timedelta()
        until = min(until, sale.starts_at - before)
    return booking.but(deadline=max(until, at_least))


def awaited(booking: Booking, now: datetime) -> Iterator[BookingSettling | BookingDue | Timer]:
    """Its buyer is told the deadline; who pays another way also before it is over."""
    until = booking.deadline
    yield Timer("expire", until, Expire.of(booking, deadline=until))
    if booking.state == "settling":
        yield BookingSettling.of(booking, expires_at=until)
        return
    yield BookingDue.of(booking, expires_at=until)
    yield Timer("remind", reminded_at(until, now), Remind.of(booking, deadline=until))


def moved(
    booking: Booking, sale: Sale | None, now: datetime
) -> Iterator[Booking | BookingSettling | BookingDue | Timer]:
    """The event has another start."""
    later = kept(booking, sale, now)
    if later != booking:
        yield later
        yield from awaited(later, now)


def waits_for_days(booking: Booking) -> bool:
    return booking.state in UNPAID and booking.keep_until is not None


def reminded_at(deadline: datetime, now: datetime) -> datetime:
    """Of a short time half is left."""
    return deadline - min(settings().remind_before, (deadline - now) / 2)


@bookings.step
def remind(due: Remind, booking: Booking) -> Iterator[BookingDue]:
    if booking.state == "held" and booking.deadline == due.deadline:
        yield BookingDue.of(booking, expires_at=booking.deadline, reminder=True)
