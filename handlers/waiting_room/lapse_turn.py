from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.waiting_room import TurnExpired
from handlers.waiting_room.grant_turns import next_round, passed_on
from handlers.waiting_room.own import LapseTurn
from handlers.waiting_room.rows import Place, Queue
from handlers.waiting_room.service import waiting_room


@waiting_room.step
def lapse_turn(
    due: LapseTurn, queue: Queue, place: Place, now: datetime
) -> Iterator[Queue | Place | TurnExpired | Timer]:
    """The next in line has it at once."""
    if place.state != "turn" or place.deadline != due.deadline:
        return
    yield place.to("lapsed")
    yield TurnExpired.of(place)
    yield (queue := passed_on(queue))
    yield from next_round(queue, now)
