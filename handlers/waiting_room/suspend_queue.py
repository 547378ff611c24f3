from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.catalog import SalesReinstated, SalesSuspended
from handlers.waiting_room.grant_turns import next_round
from handlers.waiting_room.rows import Queue
from handlers.waiting_room.service import waiting_room


@waiting_room.step
def suspend_queue(
    said: SalesSuspended | SalesReinstated, queue: Queue | None, now: datetime
) -> Iterator[Queue | Timer]:
    """The line stands still; turns that there are wait as well.

    Before the queue is heard of there is nothing to halt: bookings lets nobody in all the same.
    """
    if queue and said.turn > queue.decided:
        yield (queue := queue.but(suspended=isinstance(said, SalesSuspended), decided=said.turn))
        yield from next_round(queue, now)
