from collections.abc import Iterator

from choreography.vocabulary import Early, Withdraw
from contracts.bookings import BookingCancelled
from contracts.payments import PaymentReturned
from handlers.bookings.hold_budget import over
from handlers.bookings.rows import Booking, HoldBudget
from handlers.bookings.service import bookings


@bookings.step
def payment_returned(
    returned: PaymentReturned, booking: Booking, budget: HoldBudget | None
) -> Iterator[Booking | HoldBudget | BookingCancelled | Withdraw | Early]:
    """What has expired stays so: its money goes back, and nothing is held for it."""
    match booking.state:
        case "requested":
            yield Early()
        case "held" | "settling":
            yield booking.to("cancelled")
            yield BookingCancelled.of(booking, reason=returned.reason)
            yield Withdraw("expire", booking.booking_id)
            yield from over(booking, budget)
