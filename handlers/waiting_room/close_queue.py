from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.catalog import EventCancelled
from contracts.waiting_room import QueueClosed
from handlers.waiting_room.own import CloseAfter, CloseQueue
from handlers.waiting_room.rows import Queue
from handlers.waiting_room.service import waiting_room


@waiting_room.step
def close_queue(
    ended: EventCancelled | CloseQueue, queue: Queue | None
) -> Iterator[Queue | QueueClosed | CloseAfter | Withdraw]:
    """No round comes any more. Turns that there are, or are about to be granted, end by themselves."""
    if queue is None or queue.state == "closed":
        return
    yield (queue := queue.to("closed"))
    called_off = isinstance(ended, EventCancelled)
    yield (closed := QueueClosed.of(queue, reason="event_cancelled" if called_off else "sale_over"))
    if queue.waiting:
        yield CloseAfter.of(queue, closed)
    yield from (Withdraw(name, queue.event_id) for name in ("draw", "close", "grant"))
