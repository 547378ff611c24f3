from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Timer, at
from contracts.draw import link, lot
from contracts.waiting_room import JoinQueue, QueueFull, QueueJoined, QueueMoved, QueueRefused
from handlers.waiting_room.grant_turns import next_round
from handlers.waiting_room.how_far import filled_or_has_room
from handlers.waiting_room.rows import Place, Queue, Waiter
from handlers.waiting_room.service import waiting_room

NEWS_WITHIN = 5.0
"""Seconds for which a join waits for the news that the event has a queue."""


@waiting_room.step
def join_queue(
    asked: JoinQueue,
    queue: Annotated[Queue, at(within=NEWS_WITHIN)],
    place: Place | None,
    asked_at: datetime,
    now: datetime,
) -> Iterator[Queue | Waiter | Place | QueueJoined | QueueMoved | QueueFull | QueueRefused | Timer]:
    """A second tab, a reload, a second try: who has a place keeps it. While somebody waits there is a next round."""
    reason = why_not(queue, asked_at)
    if place and (place.state == "turn" or (place.state == "waiting" and not reason)):
        yield joined(place, queue, queue.version)
    elif reason:
        yield QueueRefused.of(asked, reason=reason)
    elif place and place.state == "closed":
        yield (place := place.to("waiting"))
        yield joined(place, queue, queue.version)
    elif queue.full:
        yield QueueFull.of(asked, reason="queue_full")
    else:
        yield (place := new_place(asked, queue, place, now))
        yield Waiter(place.event_id, place.ordinal, place.place_id, place.buyer_id, place.rank)
        before = queue
        queue = queue.but(receipts=place.receipt, chain=place.chain, ranks=max(queue.ranks, place.rank))
        yield (queue := queue.changed(waiting=1))
        yield joined(place, queue, queue.version + 1)
        yield from filled_or_has_room(before, queue)
        if queue.line <= 1:
            yield from next_round(queue, now)


def why_not(queue: Queue, asked_at: datetime) -> str:
    """Why nobody may join, as a reason; empty if one may."""
    if queue.state == "closed":
        return "queue_closed"
    return "not_open_yet" if queue.state == "announced" or asked_at < queue.opens else ""


def new_place(asked: JoinQueue, queue: Queue, old: Place | None, now: datetime) -> Place:
    """Before the draw it is ordered by its lot, which stays the same however often one joins; after it as it came."""
    receipt, drawn = queue.receipts + 1, queue.state == "open"
    ordinal = f"0{lot(queue.seed, asked.place_id)}.{receipt:012d}" if drawn else f"1{receipt:012d}"
    chain, rank = link(queue.chain, receipt, asked.place_id, now), 0 if drawn else queue.ranks + 1
    place = old or Place(asked.event_id, asked.place_id, asked.buyer_id, receipt, ordinal, chain, now, rank)
    return place.but(
        receipt=receipt, ordinal=ordinal, chain=chain, joined_at=now, rank=rank, state="waiting", deadline=None
    )


def joined(place: Place, queue: Queue, seq: int) -> QueueJoined:
    told = {"joined_at": place.joined_at, "chain": place.chain, "waiting": queue.line}
    return QueueJoined.of(place, **told, queue_seq=seq)
