from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Withdraw
from contracts.bookings import (
    BookingCancelled,
    BookingForbidden,
    RefundBooking,
    RefundGranted,
    RefundNotGranted,
    SecondPersonNeeded,
    TicketsGivenUp,
)
from handlers.bookings.cancel_booking import quoted
from handlers.bookings.refund_tickets import granted, refund_tickets
from handlers.bookings.rows import Booking, Sale
from handlers.bookings.service import bookings
from handlers.bookings.two_people import proposed, settled, waits

Outcome = Iterator[
    Booking | RefundGranted | TicketsGivenUp | RefundNotGranted | SecondPersonNeeded
    | BookingForbidden | BookingCancelled | Withdraw
]  # fmt: skip


@bookings.step
def refund_booking(asked: RefundBooking, booking: Booking, sale: Sale, asked_at: datetime) -> Outcome:
    """What is granted counts at once, whatever becomes of it: so never more than was paid, whoever asks at once."""
    if not sale.obeys(asked) and not by_buyer(asked, booking):
        yield BookingForbidden.of(asked)
        return
    left = booking.owed if booking.state == "confirmed" else 0
    if asked.tickets or asked.void:
        reason = "" if sale.obeys(asked) else barred(asked, booking, sale, asked_at)
        yield from refund_tickets(asked, booking, left, reason)
        return
    amount = left if asked.amount is None else asked.amount
    if not left or amount > left:
        yield RefundNotGranted.of(booking, reason="more_than_paid" if left else "nothing_paid", left=left)
        return
    if waits(asked, booking, amount):
        yield from proposed(asked, booking, amount)
        return
    yield from granted(settled(booking), amount)


def by_buyer(asked: RefundBooking, booking: Booking) -> bool:
    """Who bought it may give tickets up, and may not keep tickets whose money went back."""
    return asked.asker_id == booking.buyer_id and bool(asked.tickets) and asked.void


def barred(asked: RefundBooking, booking: Booking, sale: Sale, when: datetime) -> str:
    """Why its buyer may not give these tickets up, as a reason; empty if nothing speaks against it."""
    if {*asked.tickets} & {*booking.used}:
        return "ticket_used"
    return "" if quoted(booking, sale, when).allowed else "too_late_to_cancel"
