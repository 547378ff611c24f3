from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.bookings import BookingCancelled, BookingRejected
from contracts.inventory import SeatsRejected
from handlers.bookings.hold_budget import over
from handlers.bookings.rows import Booking, HoldBudget, Turn
from handlers.bookings.service import bookings


@bookings.step
def seats_rejected(
    rejected: SeatsRejected, booking: Booking, turn: Turn | None, budget: HoldBudget | None
) -> Iterator[Booking | Turn | HoldBudget | BookingRejected | BookingCancelled | Withdraw]:
    """Whose seats were gone has the turn back, until its deadline."""
    if rejected.attempt != booking.attempt:
        return
    match booking.state:
        case "requested":
            yield booking.to("rejected")
            told = {"reason": rejected.reason, "lost": rejected.lost, "stock_seq": rejected.stock_seq}
            yield BookingRejected.of(rejected, **told, use=booking.use)
            yield Withdraw("expire", booking.booking_id)
            yield from turn_back(booking, turn)
            yield from over(booking, budget)
        case "late":
            yield (gone := booking.to("cancelled", stock_seq=rejected.stock_seq))
            yield BookingCancelled.of(gone, reason="paid_too_late")


def turn_back(booking: Booking, turn: Turn | None) -> Iterator[Turn]:
    if turn and turn.booking_id == booking.booking_id:
        yield turn.but(booking_id="")
