from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.catalog import EventPublished
from handlers.waiting_room.own import CloseQueue, HoldDraw, MakeSeed
from handlers.waiting_room.rows import Kept, Queue
from handlers.waiting_room.service import waiting_room


@waiting_room.step
def open_queue(
    published: EventPublished, queue: Queue | None, kept: Kept | None, now: datetime
) -> Iterator[Queue | MakeSeed | Timer]:
    """It takes nobody before its seed is made and committed to."""
    plan = published.queue
    if plan is None or queue:
        return
    yield Queue(
        published.event_id, plan.opens, published.sale_opens, published.sale_closes,
        plan.per_minute, plan.turn_for, plan.at_most, published.capacity, now,
        taken=kept.places if kept else 0,
    )  # fmt: skip
    yield MakeSeed.of(published)
    yield Timer("draw", published.sale_opens, HoldDraw.of(published))
    yield Timer("close", published.sale_closes, CloseQueue.of(published))
