from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import BookingCancelled
from contracts.payments import CaseDecided
from handlers.bookings.hold_budget import over
from handlers.bookings.rows import MOVES, Booking, HoldBudget
from handlers.bookings.service import bookings


@bookings.step
def case_decided(
    said: CaseDecided, booking: Booking, budget: HoldBudget | None
) -> Iterator[Booking | HoldBudget | BookingCancelled | Withdraw]:
    """What two operators decided of it, since it and its money do not agree."""
    if said.step == "void" and "cancelled" in MOVES[booking.state]:
        yield booking.to("cancelled")
        yield BookingCancelled.of(booking, reason="books_differ")
        yield Withdraw("expire", booking.booking_id)
        yield from over(booking, budget)
    elif said.step == "book" and booking.granted < said.found:
        yield booking.but(granted=min(booking.price, said.found))
