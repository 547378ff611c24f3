from collections.abc import Iterator

from choreography.vocabulary import Early, Withdraw
from contracts.bookings import BookingCancelled
from contracts.payments import PaymentFailed, PaymentReturned
from handlers.bookings.hold_budget import over
from handlers.bookings.rows import Booking, HoldBudget
from handlers.bookings.service import bookings


@bookings.step
def payment_failed(
    said: PaymentFailed | PaymentReturned, booking: Booking, budget: HoldBudget | None
) -> Iterator[Booking | HoldBudget | BookingCancelled | Withdraw | Early]:
    """What has expired stays so: nothing is held for it, and what arrived goes back."""
    match booking.state:
        case "requested":
            yield Early()
        case "held" | "settling":
            yield booking.to("cancelled")
            yield BookingCancelled.of(booking, reason=why_not(said))
            yield Withdraw("expire", booking.booking_id)
            yield from over(booking, budget)


def why_not(said: PaymentFailed | PaymentReturned) -> str:
    """As a reason. Where the provider would not begin a payment, no other card would help."""
    if isinstance(said, PaymentReturned):
        return said.reason
    return "declined" if said.provider_id else "not_chargeable"
