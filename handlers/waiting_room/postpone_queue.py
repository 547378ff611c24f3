from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer, Withdraw
from contracts.catalog import EventPostponed, EventRescheduled
from contracts.waiting_room import QueueReopened
from handlers.waiting_room.grant_turns import next_round
from handlers.waiting_room.own import CloseQueue, ReopenAfter
from handlers.waiting_room.rows import Queue
from handlers.waiting_room.service import waiting_room


@waiting_room.step
def postpone_queue(postponed: EventPostponed, queue: Queue | None, now: datetime) -> Iterator[Queue | Timer | Withdraw]:
    """The line stands still; turns that there are wait as well: each that would lapse is extended."""
    if queue is None:
        return
    yield (queue := queue.but(postponed=True))
    yield Withdraw("close", queue.event_id)
    yield from next_round(queue, now)


@waiting_room.step
def resume_queue(
    rescheduled: EventRescheduled, queue: Queue | None, now: datetime
) -> Iterator[Queue | QueueReopened | ReopenAfter | Timer]:
    """Turns go on at once, also of places that are not told yet that the queue runs on."""
    if queue is None:
        return
    closed = queue.state == "closed"
    queue = queue.but(postponed=False, closes=rescheduled.sale_closes)
    yield (queue := queue.to("running") if closed else queue)
    if closed:
        yield QueueReopened.of(queue)
        yield ReopenAfter.of(queue)
    yield Timer("close", queue.closes, CloseQueue.of(queue))
    yield from next_round(queue, now)
