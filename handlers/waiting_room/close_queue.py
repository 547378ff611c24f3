from collections.abc import Iterator

from choreography.vocabulary import Withdraw
from contracts.catalog import EventCancelled
from contracts.waiting_room import QueueClosed
from handlers.waiting_room.own import CloseQueue
from handlers.waiting_room.rows import Queue
from handlers.waiting_room.service import waiting_room


@waiting_room.step
def close_queue(ended: EventCancelled | CloseQueue, queue: Queue | None) -> Iterator[Queue | QueueClosed | Withdraw]:
    """No round comes any more. Turns that there are, or are about to be granted, end by themselves."""
    if queue is None or queue.state == "closed":
        return
    yield (queue := queue.to("closed"))
    yield QueueClosed.of(queue, reason="event_cancelled" if isinstance(ended, EventCancelled) else "sale_over")
    yield from (Withdraw(name, queue.event_id) for name in ("draw", "close", "grant"))
