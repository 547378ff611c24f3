"""Seats are blocked, or come and go with the plan: so many fewer, or more, are let in.

It may be heard of before the queue is.
"""

from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.inventory import SeatsBlocked, SeatsUnblocked, SectionChanged, SomeSeatsUnblocked
from handlers.waiting_room.grant_turns import next_round
from handlers.waiting_room.rows import Kept, Queue
from handlers.waiting_room.service import waiting_room
from handlers.waiting_room.spend_turn import back


@waiting_room.step
def keep_seats(said: SeatsBlocked, queue: Queue | None, kept: Kept | None) -> Iterator[Queue | Kept]:
    if queue:
        yield queue.changed(taken=said.size)
    else:
        yield (kept or Kept(said.event_id)).changed(places=said.size)


@waiting_room.step
def keep_no_more(
    said: SeatsUnblocked | SomeSeatsUnblocked, queue: Queue | None, kept: Kept | None, now: datetime
) -> Iterator[Queue | Kept | Timer]:
    if queue:
        yield from back(queue, said.size, now)
    elif kept:
        yield kept.changed(places=-said.size)


@waiting_room.step
def follow_plan(
    said: SectionChanged, queue: Queue | None, kept: Kept | None, now: datetime
) -> Iterator[Queue | Kept | Timer]:
    """More seats let more people in."""
    if queue:
        yield (queue := queue.changed(capacity=said.added))
        yield from next_round(queue, now)
    else:
        yield (kept or Kept(said.event_id)).changed(places=-said.added)
