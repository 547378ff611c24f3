from collections.abc import Iterator
from datetime import datetime

from contracts.catalog import EventChanged
from contracts.waiting_room import QueueRateChanged
from handlers.waiting_room.grant_turns import credited
from handlers.waiting_room.rows import Queue
from handlers.waiting_room.service import waiting_room


@waiting_room.step
def change_rate(changed: EventChanged, queue: Queue | None, now: datetime) -> Iterator[Queue | QueueRateChanged]:
    """Up to now the old rate counts. Of a queue that nobody was told of yet, its opening tells the new one."""
    plan = changed.queue
    if queue is None or plan is None or plan.per_minute == queue.per_minute:
        return
    yield credited(queue, now).but(per_minute=plan.per_minute)
    if queue.state != "announced":
        yield QueueRateChanged.of(queue, per_minute=plan.per_minute, before=queue.per_minute)
