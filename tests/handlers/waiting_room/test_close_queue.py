"""A queue closes in the middle of a round: whom that had let in has the turn, in whatever order things come."""

from datetime import timedelta
from itertools import permutations

import pytest

from choreography.fold import Folded
from choreography.intake import Item
from choreography.testing import Bench
from contracts.base import Message
from contracts.catalog import EventCancelled
from contracts.waiting_room import QueueLeft
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.own import CloseQueue, GrantTurns, SeedMade
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    SEED,
    TURN_FOR,
    adds_up,
    by_lot,
    granted,
    in_turn,
    join,
    leave,
    of,
    published,
    queue,
    rescheduled,
)

ORDER = FIRST, NEXT, LAST = by_lot("ann", "ben", "cat")
ENDS: tuple[Message, ...] = (EventCancelled(event_id=EVENT), CloseQueue(event_id=EVENT))
MOVES = ("round", "ends", "grants", "leaves", "lapses")


class Told(Bench):
    """Three wait for two tickets; what was said last of each place is kept."""

    def __init__(self) -> None:
        super().__init__(service)
        self.told: dict[str, str] = {}
        self.given(published(capacity=2, per_minute=6_000), SeedMade(event_id=EVENT, seed=SEED), *map(join, ORDER))
        self.passes(HOUR)

    def _handle(self, item: Item) -> Folded:
        folded = super()._handle(item)
        assert self.outcome != "dead", self.error
        self.told |= {said.envelope.subject: said.envelope.type for said in folded.changes.said}
        return folded

    def moves(self, move: str, end: Message) -> None:
        match move:
            case "round":
                self.now += SECOND
                self.when(GrantTurns(event_id=EVENT, after=queue(self).cursor))
            case "ends":
                self.when(end)
            case "leaves":
                self.when(leave(FIRST))
            case "grants":
                self.passes(timedelta())
            case "lapses":
                self.passes(TURN_FOR)

    def over(self, buyer: str) -> bool:
        """The place is at its end, and its person was told so."""
        place = of(self, buyer)
        return place.state in ("lapsed", "left") and self.told[place.place_id] in ("TurnExpired", "QueueLeft")

    def ahead(self, buyer: str) -> bool:
        """It is behind all whom the queue let in before it closed, goes on with it, and its person was told so."""
        place = of(self, buyer)
        closed = (place.state, queue(self).state, self.told[place.place_id]) == ("closed", "closed", "PlaceClosed")
        return closed and place.rank > queue(self).served


def played(end: Message, *moves: str) -> Told:
    bench = Told()
    for move in moves:
        bench.moves(move, end)
    return bench


@pytest.fixture
def called() -> Told:
    """Two are let in, and have no turn yet."""
    bench = Told()
    bench.moves("round", ENDS[0])
    return bench


@pytest.mark.parametrize("end", ENDS, ids=lambda end: type(end).__name__)
def test_whom_the_last_round_let_in_has_the_turn(called: Told, end: Message) -> None:
    called.when(end)
    called.goes_on()
    called.then(granted(FIRST, of(called, FIRST).receipt, 1, called.now))
    called.passes(timedelta())
    assert in_turn(called, *ORDER) == [FIRST, NEXT] and adds_up(called, *ORDER)
    called.passes(TURN_FOR)
    assert called.over(FIRST) and called.over(NEXT) and called.ahead(LAST)


def test_who_leaves_after_the_end_has_no_turn_and_nobody_else_has_it(called: Told) -> None:
    called.given(ENDS[0])
    called.when(leave(FIRST))
    assert [type(said) for said in called.said()] == [QueueLeft]
    called.passes(HOUR)
    assert of(called, FIRST).state == "left" and called.ahead(LAST) and adds_up(called, *ORDER)


def test_a_round_that_is_due_behind_the_end_lets_nobody_in() -> None:
    bench = Told()
    bench.given(ENDS[0])
    bench.when(GrantTurns(event_id=EVENT, after=""))
    bench.then_nothing()
    bench.passes(timedelta())
    assert all(map(bench.ahead, ORDER))


@pytest.mark.parametrize(("end", "moves"), [(ENDS[0], MOVES[:-1]), (ENDS[1], MOVES)], ids=["cancelled", "sale over"])
def test_in_every_order_nobody_is_forgotten(end: Message, moves: tuple[str, ...]) -> None:
    for order in permutations(moves):
        bench = played(end, *order, "lapses")
        assert all(bench.over(buyer) or bench.ahead(buyer) for buyer in ORDER), order
        assert adds_up(bench, *ORDER), order


def test_in_every_order_all_have_their_turn_where_the_queue_runs_on() -> None:
    for order in permutations(MOVES[:-1]):
        bench = played(CloseQueue(event_id=EVENT), *order)
        bench.given(rescheduled(bench))
        bench.passes(HOUR)
        assert all(map(bench.over, ORDER)) and adds_up(bench, *ORDER), order
