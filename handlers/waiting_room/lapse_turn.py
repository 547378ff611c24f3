from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.waiting_room import TurnExpired, TurnGranted
from handlers.waiting_room.grant_turns import next_round, passed_on
from handlers.waiting_room.own import LapseTurn
from handlers.waiting_room.rows import Place, Queue
from handlers.waiting_room.service import waiting_room
from handlers.waiting_room.under_way import had, over


@waiting_room.step
def lapse_turn(
    due: LapseTurn, queue: Queue, place: Place, now: datetime
) -> Iterator[Queue | Place | TurnGranted | TurnExpired | Timer]:
    """The next in line has it at once. While the event is halted nobody can book, so nobody loses a turn."""
    if place.state != "turn" or place.deadline != due.deadline:
        return
    if queue.halted and queue.state == "running":
        queue = over(queue, place)
        yield (place := place.but(deadline=now + queue.turn_for))
        yield had(queue, place)
        yield TurnGranted.of(place, deadline=now + queue.turn_for, extended=True)
        yield Timer("turn", now + queue.turn_for, LapseTurn.of(place, deadline=now + queue.turn_for))
        return
    yield place.to("lapsed")
    yield TurnExpired.of(place)
    yield (queue := passed_on(over(queue, place)))
    yield from next_round(queue, now)
