from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Early, Gone, Timer, Withdraw
from contracts.bookings import BookingAffected, BookingConfirmed, BookingRequested, DiscountRequested
from contracts.payments import PaymentCleared, PaymentSucceeded
from handlers.bookings.confirm import confirmed
from handlers.bookings.hold_budget import paid
from handlers.bookings.paid_unheard import late, waits
from handlers.bookings.rows import Booking, HoldBudget, Sale
from handlers.bookings.service import bookings


@bookings.step
def payment_succeeded(
    said: PaymentSucceeded | PaymentCleared,
    booking: Booking,
    sale: Sale | None,
    budget: HoldBudget | None,
    now: datetime,
) -> Iterator[
    Booking
    | Gone
    | BookingConfirmed
    | BookingAffected
    | BookingRequested
    | DiscountRequested
    | Withdraw
    | Timer
    | Early
]:
    """Money that comes after the booking expired asks anew for its code, then for its seats, else for others.

    Money for seats that it has not heard of gives that news a while.
    """
    if isinstance(said, PaymentSucceeded) and said.provisional:
        return
    match booking.state:
        case "requested":
            yield Early()
        case "held" | "settling":
            yield from confirmed(booking.to("confirmed"), sale)
            yield Withdraw("expire", booking.booking_id)
            yield from paid(budget)
        case "expired" if not (booking.seats or booking.price):
            yield waits(said, now)
        case "expired":
            yield from late(booking)
