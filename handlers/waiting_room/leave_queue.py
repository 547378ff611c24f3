from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Gone, Timer, Withdraw, at
from contracts.waiting_room import LeaveQueue, QueueLeft, QueueMoved, QueueNotLeft
from handlers.waiting_room.grant_turns import next_round, passed_on
from handlers.waiting_room.how_far import filled_or_has_room
from handlers.waiting_room.own import TakeOut
from handlers.waiting_room.rows import Place, Queue, Waiter
from handlers.waiting_room.service import waiting_room
from handlers.waiting_room.under_way import over


@waiting_room.step
def leave_queue(
    asked: LeaveQueue, queue: Queue, place: Place, now: datetime
) -> Iterator[Queue | Place | QueueLeft | QueueNotLeft | QueueMoved | TakeOut | Timer | Withdraw]:
    match place.state:
        case "spent":
            yield QueueNotLeft.of(asked, reason="turn_spent")
        case "waiting" | "closed":
            before = queue
            yield (queue := queue.changed(waiting=-1))
            yield place.to("left")
            yield left(place, queue)
            yield from filled_or_has_room(before, queue)
            yield TakeOut.of(place, ordinal=place.ordinal)
        case "turn":
            yield (queue := passed_on(over(queue, place)))
            yield place.to("left")
            yield left(place, queue)
            yield Withdraw("turn", place.place_id)
            yield from next_round(queue, now)
        case _:
            yield left(place, queue, changed=False)


def left(place: Place, queue: Queue, changed: bool = True) -> QueueLeft:
    return QueueLeft.of(place, waiting=queue.line, queue_seq=queue.version + changed)


@waiting_room.step
def take_out(own: TakeOut, waiter: Annotated[Waiter | None, at("event_id", "ordinal")]) -> Iterator[Gone]:
    """From the line; unless it was called up in this very moment, which then passes on."""
    if waiter:
        yield Gone(waiter)
