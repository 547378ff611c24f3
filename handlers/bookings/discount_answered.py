"""What becomes of a booking when its code has been looked at."""

from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import BookingCancelled, BookingRejected, BookingRequested
from contracts.promotions import DiscountGranted, DiscountRefused
from handlers.bookings.hold_budget import over
from handlers.bookings.rows import Booking, HoldBudget, Turn
from handlers.bookings.seats_rejected import turn_back
from handlers.bookings.service import bookings


@bookings.step
def discount_granted(granted: DiscountGranted, booking: Booking) -> Iterator[Booking | BookingRequested]:
    """Whoever is over meanwhile has given the use back by saying so."""
    if booking.use and awaits(booking, granted):
        yield booking.but(use=booking.use.had())
        told = {"discount": granted.discount, "others": booking.state == "late"}
        yield BookingRequested.of(booking, attempt=booking.attempt, **told)


@bookings.step
def discount_refused(
    refused: DiscountRefused, booking: Booking, turn: Turn | None, budget: HoldBudget | None
) -> Iterator[Booking | Turn | HoldBudget | BookingRejected | BookingCancelled | Withdraw]:
    """It has not asked for its seats."""
    if not awaits(booking, refused):
        return
    if booking.state == "late":
        yield booking.to("cancelled")
        yield BookingCancelled.of(booking, reason="paid_too_late")
        return
    yield booking.to("rejected")
    yield BookingRejected.of(refused, reason=refused.reason)
    yield Withdraw("expire", booking.booking_id)
    yield from turn_back(booking, turn)
    yield from over(booking, budget)


def awaits(booking: Booking, answer: DiscountGranted | DiscountRefused) -> bool:
    use = booking.use
    asks = use is not None and not use.granted and use.attempt == answer.attempt
    return asks and booking.state in ("requested", "late")
