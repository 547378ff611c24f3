"""A queue closes: everybody whose turn has not come is told so once, and is where they were if it runs on."""

from collections import Counter
from datetime import timedelta

import pytest

from choreography.fold import Folded
from choreography.intake import Item
from choreography.testing import Bench
from contracts.catalog import EventCancelled
from contracts.waiting_room import PlaceClosed, PlaceReopened, QueueJoined, QueueRefused
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.own import CloseAfter, ClosePlace, CloseQueue, GrantTurns, ReopenAfter, SeedMade
from handlers.waiting_room.rows import Place
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    SEED,
    adds_up,
    in_turn,
    join,
    leave,
    of,
    place,
    published,
    released,
    rescheduled,
)

CROWD = [f"p{n:03}" for n in range(450)]
"""More than two pages."""
OVER = CloseQueue(event_id=EVENT)


class Told(Bench):
    """Counts what was told of each place."""

    def __init__(self, people: list[str], *, capacity: int = 9) -> None:
        super().__init__(service)
        self.told: Counter[tuple[str, str]] = Counter()
        self.given(published(capacity=capacity), SeedMade(event_id=EVENT, seed=SEED), *map(join, people))

    def _handle(self, item: Item) -> Folded:
        folded = super()._handle(item)
        assert self.outcome != "dead", self.error
        self.told.update((said.envelope.type, said.envelope.subject) for said in folded.changes.said)
        return folded

    def many(self, kind: type) -> list[int]:
        """How often it was told, of each place of which it was."""
        return sorted(count for (name, _), count in self.told.items() if name == kind.__name__)


@pytest.fixture
def line() -> Told:
    """Three wait, and nobody is let in yet."""
    bench = Told(["ann", "ben", "cat"], capacity=0)
    bench.passes(HOUR + SECOND)
    return bench


def rank(bench: Bench, buyer: str) -> dict[str, int]:
    return {"receipt": of(bench, buyer).receipt, "rank": of(bench, buyer).rank}


@pytest.mark.parametrize(("end", "reason"), [(OVER, "sale_over"), (EventCancelled(event_id=EVENT), "event_cancelled")])
def test_each_of_many_is_told_once_why_nobody_comes_in_any_more(end: CloseQueue | EventCancelled, reason: str) -> None:
    bench = Told(CROWD)
    bench.given(end)
    while bench.goes_on(bench.now):
        assert len(bench.last.changes.waits) <= 201, "no more than a page at a time"
    assert bench.many(PlaceClosed) == [1] * 450
    bench.when(ClosePlace(**place("p007"), ordinal=of(bench, "p007").ordinal, reason=reason))
    bench.then_nothing()
    assert {one.state for one in bench.books.rows[Place].values() if isinstance(one, Place)} == {"closed"}


def test_the_word_has_the_receipt_the_rank_and_the_reason(line: Told) -> None:
    line.given(OVER)
    line.when(ClosePlace(**place("ann"), ordinal=of(line, "ann").ordinal, reason="sale_over"))
    line.then(PlaceClosed(**place("ann"), **rank(line, "ann"), reason="sale_over"))


def test_an_end_that_is_told_twice_is_told_to_nobody_twice(line: Told) -> None:
    line.given(OVER, EventCancelled(event_id=EVENT))
    line.passes(SECOND)
    line.when(CloseAfter(event_id=EVENT, reason="sale_over"))
    line.passes(SECOND)
    assert line.many(PlaceClosed) == [1] * 3


def test_who_leaves_before_being_told_is_told_of_that_alone(line: Told) -> None:
    line.given(OVER, leave("ben"))
    line.passes(SECOND)
    assert of(line, "ben").state == "left" and line.many(PlaceClosed) == [1, 1]
    line.given(leave("cat"))
    line.passes(SECOND)
    assert of(line, "cat").state == "left" and adds_up(line, "ann", "ben", "cat")


def test_nobody_keeps_a_place_by_joining_once_more_after_the_end(line: Told) -> None:
    line.given(OVER)
    for _ in range(2):
        line.when(join("ann"))
        line.then(QueueRefused(**place("ann"), reason="queue_closed"))
        line.passes(SECOND)


def test_where_the_queue_runs_on_everybody_is_where_they_were_and_told_so_once(line: Told) -> None:
    before = [rank(line, buyer) for buyer in ("ann", "ben", "cat")]
    line.given(OVER)
    line.passes(SECOND)
    line.given(rescheduled(line))
    line.passes(SECOND)
    line.when(ReopenAfter(event_id=EVENT))
    line.passes(SECOND)
    assert [rank(line, buyer) for buyer in ("ann", "ben", "cat")] == before and line.many(PlaceReopened) == [1] * 3
    assert {of(line, buyer).state for buyer in ("ann", "ben", "cat")} == {"waiting"} and adds_up(
        line, "ann", "ben", "cat"
    )


def test_who_was_not_told_of_the_end_before_the_queue_ran_on_is_told_neither(line: Told) -> None:
    line.given(OVER, rescheduled(line))
    line.passes(SECOND)
    assert not line.many(PlaceClosed) and not line.many(PlaceReopened) and of(line, "ann").state == "waiting"


def test_a_second_end_reaches_those_whom_the_first_one_did_not() -> None:
    bench = Told(CROWD)
    bench.given(OVER)
    for _ in range(100):
        bench.goes_on(bench.now)
    bench.given(rescheduled(bench), OVER)
    bench.passes(SECOND)
    assert sum(state == "closed" for state in states(bench)) == 450 and adds_up(bench, *CROWD)


def states(bench: Bench) -> list[str]:
    return [of(bench, buyer).state for buyer in CROWD]


def test_who_joins_once_more_before_being_reopened_keeps_the_place(line: Told) -> None:
    before = rank(line, "cat")
    line.given(OVER)
    line.passes(SECOND)
    line.given(rescheduled(line))
    line.when(join("cat"))
    (said,) = line.said()
    assert isinstance(said, QueueJoined) and (rank(line, "cat"), of(line, "cat").state) == (before, "waiting")
    line.passes(SECOND)
    assert line.many(PlaceReopened) == [1, 1] and adds_up(line, "ann", "ben", "cat")


def test_a_turn_comes_to_a_place_that_is_not_reopened_yet(line: Told) -> None:
    line.given(OVER)
    line.passes(SECOND)
    line.given(rescheduled(line), released("somebody"), GrantTurns(event_id=EVENT, after=""))
    line.passes(timedelta())
    (served,) = in_turn(line, "ann", "ben", "cat")
    assert rank(line, served)["rank"] == 1 and line.many(PlaceReopened) == [1, 1]
    assert adds_up(line, "ann", "ben", "cat") and line.told["TurnGranted", of(line, served).place_id] == 1


def test_places_that_closed_while_they_were_drawn_have_their_ranks_where_the_queue_runs_on() -> None:
    bench = Told(CROWD, capacity=450)
    bench.now += HOUR
    for _ in range(3):
        bench.goes_on()
    bench.given(OVER)
    bench.passes(timedelta())
    bench.given(rescheduled(bench))
    bench.passes(SECOND)
    assert sorted(of(bench, buyer).rank for buyer in CROWD) == list(range(1, 451)) and adds_up(bench, *CROWD)
