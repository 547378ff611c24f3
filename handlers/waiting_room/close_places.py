"""Whose turn will not come is told so, page by page; and that it will come after all, where the queue runs on."""

from collections.abc import Iterator
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import at
from contracts.waiting_room import PlaceClosed, PlaceReopened
from handlers.waiting_room.own import CloseAfter, ClosePlace, ReopenAfter, ReopenPlace
from handlers.waiting_room.rows import Place, Queue, Waiter
from handlers.waiting_room.service import waiting_room

Waiters = Annotated[Page[Waiter], at("event_id", after="after")]


@waiting_room.step
def close_page(go_on: CloseAfter, queue: Queue, page: Waiters) -> Iterator[ClosePlace | CloseAfter]:
    """They stay in line. Where the queue runs on meanwhile, the others need not be told."""
    if queue.state != "closed" or not page:
        return
    yield from (ClosePlace.of(go_on, waiter, ordinal=waiter.ordinal) for waiter in page)
    yield CloseAfter.of(go_on, after=page[-1].ordinal)


@waiting_room.step
def close_place(own: ClosePlace, queue: Queue, place: Place) -> Iterator[Place | PlaceClosed]:
    """Who was let in, or left, in this very moment is told that."""
    if queue.state == "closed" and place.state == "waiting" and place.ordinal == own.ordinal:
        yield (place := place.to("closed"))
        yield PlaceClosed.of(place, own)


@waiting_room.step
def reopen_page(go_on: ReopenAfter, queue: Queue, page: Waiters) -> Iterator[ReopenPlace | ReopenAfter]:
    if queue.state == "closed" or not page:
        return
    yield from (ReopenPlace.of(waiter, ordinal=waiter.ordinal) for waiter in page)
    yield ReopenAfter.of(go_on, after=page[-1].ordinal)


@waiting_room.step
def reopen_place(own: ReopenPlace, queue: Queue, place: Place) -> Iterator[Place | PlaceReopened]:
    """Who was let in already, or joined once more, is told that."""
    if queue.state != "closed" and place.state == "closed" and place.ordinal == own.ordinal:
        yield (place := place.to("waiting"))
        yield PlaceReopened.of(place)
