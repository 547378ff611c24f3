"""Who is let in, and when: at the rate, in the order of the ordinals, and never more than there are tickets for."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Gone, Timer, at
from contracts.waiting_room import QueueMoved, TurnGranted
from handlers.waiting_room.how_far import how_far
from handlers.waiting_room.own import GrantTurn, GrantTurns, LapseTurn
from handlers.waiting_room.rows import IN_LINE, TURN, Place, Queue, Waiter
from handlers.waiting_room.service import waiting_room
from handlers.waiting_room.under_way import aged, ahead, earned, had

ROUND = timedelta(seconds=1)
"""Between two looks at who may come in."""


@waiting_room.step
def grant_turns(
    own: GrantTurns, queue: Queue, page: Annotated[Page[Waiter], at("event_id", after="after")], now: datetime
) -> Iterator[Queue | GrantTurn | QueueMoved | Timer]:
    """One round. Places that the draw has not ranked yet hold back all behind them, and so do too many under way.

    Where there is no stock, whatever gives some back brings the next round about.
    """
    if queue.state != "running" or own.after != queue.cursor:
        return
    queue = aged(credited(queue, now), now)
    wanted = ranked(page)[: min(queue.credit // TURN, queue.room)]
    let_in = wanted[: ahead(queue)]
    moved = called_up(queue, let_in)
    moved = moved.but(paused=moved.line > 0 and not moved.room, slowed=len(let_in) < len(wanted))
    yield moved
    yield from (GrantTurn.of(waiter, ordinal=waiter.ordinal) for waiter in let_in)
    if let_in or (moved.paused, moved.slowed) != (queue.paused, queue.slowed):
        yield how_far(moved)
    if moved.line and not moved.paused:
        yield round_at(moved, now if len(let_in) == Page.SIZE else now + ROUND)


def called_up(queue: Queue, let_in: list[Waiter]) -> Queue:
    if not let_in:
        return queue
    moved = queue.changed(called=len(let_in), turns=len(let_in), credit=-TURN * len(let_in))
    return moved.but(cursor=let_in[-1].ordinal, served=let_in[-1].rank, earned=max(0, queue.earned - len(let_in)))


def ranked(page: list[Waiter]) -> list[Waiter]:
    """Up to the first that has no rank yet."""
    return page[: next((n for n, waiter in enumerate(page) if not waiter.rank), len(page))]


def credited(queue: Queue, now: datetime) -> Queue:
    """What the rate allows since it was last counted; an idle queue saves up one round, or one turn if that is more."""
    passed = max(timedelta(), now - queue.credited_at)
    more, most = passed // timedelta(microseconds=1) * queue.per_minute // 60, max(TURN, TURN * queue.per_minute // 60)
    return queue.but(credit=max(queue.credit, min(queue.credit + more, most)), credited_at=now)


def round_at(queue: Queue, due: datetime) -> Timer:
    return Timer("grant", due, GrantTurns.of(queue, after=queue.cursor))


def next_round(queue: Queue, now: datetime) -> Iterator[Timer]:
    """If somebody waits for it. A round that is due later comes now: the credit says whether it does anything."""
    if queue.state == "running" and queue.waiting:
        yield round_at(queue, now)


@waiting_room.step
def grant_turn(
    own: GrantTurn,
    queue: Queue,
    place: Place,
    waiter: Annotated[Waiter | None, at("event_id", "ordinal")],
    now: datetime,
) -> Iterator[Queue | Place | Gone | TurnGranted | Timer]:
    """Who left in this very moment passes the turn on. If the queue closed in it, they are let in all the same."""
    if waiter is None or place.ordinal != own.ordinal or place.state not in IN_LINE:
        yield (queue := passed_on(queue).changed(called=-1))
        yield from next_round(queue, now)
        return
    deadline = now + queue.turn_for
    yield Gone(waiter)
    yield (place := place.to("turn", deadline=deadline))
    yield had(queue.changed(waiting=-1, called=-1), place)
    yield TurnGranted.of(place, deadline=deadline)
    yield Timer("turn", deadline, LapseTurn.of(place, deadline=deadline))


def passed_on(queue: Queue) -> Queue:
    """A turn is free, and does not count against the rate, nor against what is under way."""
    return earned(queue.but(turns=queue.turns - 1, credit=queue.credit + TURN), 1)
