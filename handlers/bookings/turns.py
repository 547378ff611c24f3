from collections.abc import Iterator

from contracts.waiting_room import QueueLeft, TurnExpired, TurnGranted
from handlers.bookings.rows import Turn
from handlers.bookings.service import bookings


@bookings.step
def turn_granted(granted: TurnGranted, turn: Turn | None) -> Iterator[Turn]:
    """A later turn of the same buyer takes the place of one that is over, or spent; an extended one is the same."""
    if granted.extended and turn:
        yield turn.but(deadline=granted.deadline)
        return
    yield (turn or Turn(granted.event_id, granted.buyer_id, granted.deadline)).but(
        deadline=granted.deadline, booking_id="", over=False
    )


@bookings.step
def turn_over(said: TurnExpired | QueueLeft, turn: Turn | None) -> Iterator[Turn]:
    if turn and not turn.booking_id:
        yield turn.but(over=True)
