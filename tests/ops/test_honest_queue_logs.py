"""Whatever people do, and whenever: the log of a queue that does as it says is accepted."""

import random
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from contracts.waiting_room import place_id
from handlers.waiting_room import waiting_room
from handlers.waiting_room.own import HoldDraw, SeedMade
from handlers.waiting_room.rows import Place, Queue
from ops.memory.queues import MemoryQueues
from ops.queue_log import wrong
from ops.queue_ranks import Receipt
from tests.handlers.views.mesh import Recorded, facts_of, shown
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    SEED,
    TURN_FOR,
    join,
    leave,
    published,
    queue,
    released,
    used,
)

PEOPLE = [f"p{n:02d}" for n in range(24)]


def opened() -> Recorded:
    bench = Recorded(waiting_room)
    bench.given(published(capacity=9, per_minute=240), SeedMade(event_id=EVENT, seed=SEED))
    return bench


def joins_or_leaves(bench: Recorded, rng: random.Random) -> None:
    buyer = rng.choice(PEOPLE)
    place = bench.row(Place, EVENT, place_id(EVENT, buyer))
    bench.given(leave(buyer) if place and place.live and rng.random() < 0.5 else join(buyer))


def books(bench: Recorded, rng: random.Random) -> None:
    """And some of the tickets come back, which are sold again."""
    turns = [one.buyer_id for one in bench.books.rows[Place].values() if isinstance(one, Place) and one.state == "turn"]
    if turns:
        bench.given(used(rng.choice(turns)))
    if queue(bench).taken > 5:
        bench.given(released("somebody"))


def waits(bench: Recorded, rng: random.Random) -> None:
    bench.passes(rng.choice((SECOND, 2 * SECOND, TURN_FOR)))


def goes_on(bench: Recorded, rng: random.Random) -> None:
    """By a few of the many small steps in which a draw is held, and turns are granted."""
    for _ in range(rng.randrange(9)):
        bench.goes_on()


DONE: tuple[Callable[[Recorded, random.Random], None], ...] = (joins_or_leaves, joins_or_leaves, books, waits, goes_on)


def played(seed: int) -> Recorded:
    rng, bench = random.Random(seed), opened()  # noqa: S311 (plays, guards nothing)
    for _ in range(40):
        joins_or_leaves(bench, rng)
    bench.now += HOUR
    bench.given(HoldDraw(event_id=EVENT))
    for _ in range(120):
        (rng.choice((joins_or_leaves, goes_on)) if queue(bench).drawn < 5 else rng.choice(DONE))(bench, rng)
    bench.passes(timedelta())
    return bench


async def log(bench: Recorded) -> tuple[dict[str, object], list[Receipt]]:
    """As the door shows it."""
    reading = MemoryQueues(shown(facts_of(bench)).books)
    page, receipts = await reading.one(EVENT), await reading.receipts(EVENT, 0, 1_000)
    return msgspec.to_builtins(page), [Receipt.read(msgspec.to_builtins(one)) for one in receipts]


@pytest.mark.parametrize("seed", range(6))
async def test_an_honest_log_is_accepted_whatever_people_do(seed: int) -> None:
    bench = played(seed)
    page, receipts = await log(bench)
    assert {"left", "lapsed", "spent"} <= {one.state for one in receipts}
    assert bench.row(Queue, EVENT) and len(receipts) > page["receipts"] and wrong(page, receipts) == []
