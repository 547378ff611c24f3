from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer, Withdraw
from contracts.bookings import (
    BookingAffected,
    BookingCancelled,
    BookingConfirmed,
    BookingDue,
    BookingHeld,
    BookingOffered,
    BookingSettling,
    TurnUsed,
)
from contracts.inventory import SeatsHeld
from handlers.bookings.confirm import confirmed, terms
from handlers.bookings.keep import awaited, kept
from handlers.bookings.offer import offered, others
from handlers.bookings.own import Expire
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings


def unpaid(
    booking: Booking, sale: Sale, now: datetime
) -> Iterator[Booking | BookingHeld | BookingSettling | BookingDue | Timer]:
    """Who pays another way has as long as the organiser says."""
    deadline = now + sale.hold_for
    booking = booking.to("held", deadline=deadline)
    if booking.offline and sale.offline_for:
        booking = kept(booking.but(keep_until=now + sale.offline_for), sale, deadline)
    yield booking
    yield BookingHeld.of(booking, **terms(booking), expires_at=booking.deadline)
    if booking.keep_until:
        yield from awaited(booking, now)
    else:
        yield Timer("expire", deadline, Expire.of(booking, deadline=deadline))


@bookings.step
def seats_held(
    held: SeatsHeld, booking: Booking, sale: Sale, now: datetime
) -> Iterator[
    Booking | BookingHeld | BookingSettling | BookingDue | BookingOffered | BookingConfirmed | BookingAffected
    | BookingCancelled | TurnUsed | Timer | Withdraw
]:  # fmt: skip
    """Seats that were picked for it are its own from now on. Who expired before it heard of them notes them all the
    same: they may have been paid already.

    A booking that turned late after its event was cancelled is behind the pages that cancel: it ends here.
    """
    if held.attempt != booking.attempt:
        return
    told = {
        name: getattr(held, name)
        for name in ("seats", "price", "currency", "breakdown", "lines", "commission", "stock_seq")
    }
    priced = booking.but(**told)
    match booking.state:
        case "requested" if held.price:
            yield from unpaid(priced, sale, now)
        case "late" if sale.closed:
            yield priced.to("cancelled")
            yield BookingCancelled.of(priced, reason="event_cancelled")
            return
        case "late" if others(held, booking):
            yield from offered(held, booking, now)
        case "requested" | "late":
            yield from confirmed(priced.to("confirmed"), sale)
            yield Withdraw("expire", booking.booking_id)
        case "expired" if held.price and not booking.price:
            yield priced
            return
        case _:
            return
    if sale.queued and not booking.complimentary:
        unpaid_yet = booking.state == "requested" and held.price > 0 and not booking.offline
        yield TurnUsed.of(priced, unpaid=unpaid_yet, asked_at=booking.asked_at)
