from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer, Withdraw
from contracts.bookings import (
    BookingAffected,
    BookingCancelled,
    BookingConfirmed,
    BookingHeld,
    BookingOffered,
    TurnUsed,
)
from contracts.inventory import SeatsHeld
from handlers.bookings.confirm import confirmed, terms
from handlers.bookings.offer import offered, others
from handlers.bookings.own import Expire
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings


@bookings.step
def seats_held(
    held: SeatsHeld, booking: Booking, sale: Sale, now: datetime
) -> Iterator[
    Booking | BookingHeld | BookingOffered | BookingConfirmed | BookingAffected | BookingCancelled | TurnUsed
    | Timer | Withdraw
]:  # fmt: skip
    """Seats that were picked for it are its own from now on.

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
            deadline = now + sale.hold_for
            yield (held_booking := priced.to("held", deadline=deadline))
            yield BookingHeld.of(held, held_booking, **terms(held_booking), expires_at=deadline)
            yield Timer("expire", deadline, Expire.of(held, deadline=deadline))
        case "late" if sale.closed:
            yield priced.to("cancelled")
            yield BookingCancelled.of(priced, reason="event_cancelled")
            return
        case "late" if others(held, booking):
            yield from offered(held, booking, now)
        case "requested" | "late":
            yield from confirmed(priced.to("confirmed"), sale)
            yield Withdraw("expire", booking.booking_id)
        case _:
            return
    if sale.queued and not booking.complimentary:
        yield TurnUsed.of(priced)
