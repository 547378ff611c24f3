from collections.abc import Iterator

from choreography.vocabulary import Early, Gone, Withdraw
from contracts.bookings import BookingAffected, BookingConfirmed, BookingRequested, DiscountRequested
from contracts.payments import PaymentCleared, PaymentSucceeded
from handlers.bookings.confirm import confirmed
from handlers.bookings.hold_budget import paid
from handlers.bookings.rows import Booking, HoldBudget, Sale
from handlers.bookings.service import bookings


@bookings.step
def payment_succeeded(
    said: PaymentSucceeded | PaymentCleared, booking: Booking, sale: Sale | None, budget: HoldBudget | None
) -> Iterator[
    Booking | Gone | BookingConfirmed | BookingAffected | BookingRequested | DiscountRequested | Withdraw | Early
]:
    """Money that comes after the booking expired asks anew for its code, then for its seats, else for others.

    Money for seats that it has not heard of yet waits until it has.
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
            yield Early()
        case "expired":
            yield from late(booking)


def late(booking: Booking) -> Iterator[Booking | BookingRequested | DiscountRequested]:
    use = booking.use and booking.use.again()
    yield (booking := booking.to("late", attempt=booking.attempt + 1, use=use))
    if use:
        yield DiscountRequested.of(use, booking)
    else:
        yield BookingRequested.of(booking, attempt=booking.attempt, others=True)
