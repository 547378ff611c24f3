from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Withdraw, at
from contracts.bookings import BookingCancellationForbidden, BookingCancellationRefused, BookingCancelled, CancelBooking
from contracts.quotes import Quote, cancellable_until, quote
from handlers.bookings.hold_budget import over
from handlers.bookings.rows import NEWS_WITHIN, OVER, Booking, HoldBudget, Sale
from handlers.bookings.service import bookings


@bookings.step
def cancel_booking(
    asked: CancelBooking,
    booking: Annotated[Booking, at(within=NEWS_WITHIN)],
    sale: Sale | None,
    budget: HoldBudget | None,
    asked_at: datetime,
) -> Iterator[
    Booking | HoldBudget | BookingCancelled | BookingCancellationForbidden | BookingCancellationRefused | Withdraw
]:
    """It waits as its request may: else one that is given up at once would be held all the same."""
    if asked.buyer_id != booking.buyer_id:
        yield BookingCancellationForbidden.of(asked)
        return
    if booking.state in OVER:
        yield BookingCancellationRefused.of(asked, booking, state=booking.state)
        return
    now = quoted(booking, sale, asked_at, used=bool(booking.used))
    if reason := why_not(asked, booking, now):
        terms = {"refund": now.refund, "currency": booking.currency, "until": now.until, "used": booking.used}
        yield BookingCancellationRefused.of(asked, booking, state=booking.state, reason=reason, **terms)
        return
    yield booking.handed(booking.tickets).to("cancelled")
    yield BookingCancelled.of(booking, reason="buyer", returned=booking.state == "confirmed" and now.refund > 0)
    yield Withdraw("expire", booking.booking_id)
    yield from over(booking, budget)


def quoted(booking: Booking, sale: Sale | None, when: datetime, used: bool = False) -> Quote:
    """A postponed event has no date, and until it has one nobody is too late."""
    starts_at = sale.starts_at if sale and not sale.postponed else None
    until = cancellable_until(starts_at, sale.cancel_before if sale else None, booking.refund_until)
    return quote(booking.state, booking.owed, until, when, used)


def why_not(asked: CancelBooking, booking: Booking, now: Quote) -> str:
    """Why it is not cancelled, as a reason; empty if it is."""
    if booking.used:
        return "ticket_used"
    if not now.allowed:
        return "too_late_to_cancel"
    return "quote_changed" if asked.refund not in (None, now.refund) else ""
