from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Timer, at
from contracts.waiting_room import PlaceDrawn, QueueDrawn
from handlers.waiting_room.grant_turns import next_round
from handlers.waiting_room.own import DrawAfter, GiveRank, HoldDraw
from handlers.waiting_room.rows import IN_LINE, Place, Queue, Waiter
from handlers.waiting_room.service import waiting_room
from handlers.waiting_room.under_way import bound

AGAIN = timedelta(seconds=1)
"""After which a draw that has no seed yet is tried again."""
GENTLY = timedelta(seconds=1)
"""Between two pages of ranks, of two hundred each, while buyers wait: nobody's turn waits for them."""


@waiting_room.step
def hold_draw(due: HoldDraw, queue: Queue, now: datetime) -> Iterator[Queue | QueueDrawn | DrawAfter | Timer]:
    """Who joins from now on comes behind all who are drawn, so that their ranks are reserved."""
    if queue.state == "announced":
        yield Timer("draw", now + AGAIN, HoldDraw.of(due))
    if queue.state != "open":
        return
    yield (queue := queue.to("running", ranks=queue.waiting, credited_at=now))
    yield QueueDrawn.of(queue, seed=queue.seed, receipts=queue.receipts, chain=queue.chain)
    yield DrawAfter.of(queue)
    yield from next_round(queue, now)


@waiting_room.step
def draw_page(
    go_on: DrawAfter, queue: Queue, page: Annotated[Page[Waiter], at("event_id", after="after")], now: datetime
) -> Iterator[Queue | GiveRank | DrawAfter | Timer]:
    """In the order of the lots; who left since the draw leaves a rank at the end unused."""
    drawn = [waiter for waiter in page if not waiter.rank]
    if not drawn:
        return
    for rank, waiter in enumerate(drawn, queue.drawn + 1):
        yield GiveRank.of(waiter, ordinal=waiter.ordinal, rank=rank)
    yield (queue := queue.changed(drawn=len(drawn)))
    then = DrawAfter.of(queue, after=drawn[-1].ordinal)
    yield Timer("ranks", now + GENTLY, then) if gives_way(queue) else then


def gives_way(queue: Queue) -> bool:
    """Are turns slowed, or is the money to be asked for half as often as may be? Who comes soon has a rank first."""
    return (queue.slowed or 2 * queue.unasked >= bound(queue)) and queue.drawn - queue.served > queue.per_minute


@waiting_room.step
def give_rank(
    own: GiveRank, place: Place, waiter: Annotated[Waiter | None, at("event_id", "ordinal")]
) -> Iterator[Waiter | Place | PlaceDrawn]:
    """It has one in a queue that closed meanwhile, too: should that run on, nobody may stand in its way."""
    if waiter is None or place.ordinal != own.ordinal or place.state not in IN_LINE:
        return
    yield waiter.but(rank=own.rank)
    yield (place := place.but(rank=own.rank))
    yield PlaceDrawn.of(place)
