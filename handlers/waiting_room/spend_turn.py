from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer, Withdraw
from contracts.bookings import TurnUsed
from contracts.inventory import SeatsReleased, SomeTicketsVoided, TicketsVoided, spoken_of
from contracts.waiting_room import TurnSpent
from handlers.waiting_room.checkout import begun, waits_no_more
from handlers.waiting_room.grant_turns import next_round
from handlers.waiting_room.rows import Checkout, Place, Queue
from handlers.waiting_room.service import waiting_room
from handlers.waiting_room.under_way import served


@waiting_room.step
def spend_turn(
    used: TurnUsed, queue: Queue, place: Place, checkout: Checkout | None, now: datetime
) -> Iterator[Queue | Checkout | Place | TurnSpent | Withdraw]:
    """Its tickets are taken from now on. A turn leads to one booking, which may take its seats a second time."""
    if place.state not in ("turn", "lapsed", "left"):
        yield queue.changed(taken=used.size)
        return
    queue = queue.changed(taken=used.size, turns=-1 if place.state == "turn" else 0)
    yield from begun(used, served(queue, place, used, now), checkout)
    yield place.to("spent")
    yield TurnSpent.of(place)
    yield Withdraw("turn", place.place_id)


@waiting_room.step
def seats_come_back(
    said: SeatsReleased | SomeTicketsVoided | TicketsVoided,
    queue: Queue | None,
    checkout: Checkout | None,
    now: datetime,
) -> Iterator[Queue | Checkout | Timer]:
    if queue:
        queue, checkout = waits_no_more(said, queue, checkout)
        yield checkout
        yield from back(queue, len(spoken_of(said)), now)


def back(queue: Queue, places: int, now: datetime) -> Iterator[Queue | Timer]:
    yield (queue := queue.changed(taken=-places))
    yield from next_round(queue, now)
