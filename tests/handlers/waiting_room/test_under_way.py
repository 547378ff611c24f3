"""Turns that are on their way are bounded, and nobody who does nothing holds up the others. Five a second are set."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.catalog import EventPostponed
from handlers.waiting_room.rows import Queue
from handlers.waiting_room.settings import settings
from handlers.waiting_room.under_way import AHEAD_AT_LEAST, EARNS, SAVES
from tests.handlers.waiting_room.crowd import Crowd
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    TURN_FOR,
    adds_up,
    held,
    in_turn,
    join,
    leave,
    payable,
    queue,
)

RATE, MINUTE = 5, 60
SAVED = SAVES * AHEAD_AT_LEAST
A_FEW_AFTER_OTHERS = AHEAD_AT_LEAST * MINUTE // (settings().acts_within // SECOND)
"""Let in within a minute, if each is waited for as long as may be."""


@pytest.mark.parametrize("takes", [None, 30 * SECOND, 8 * SECOND])
def test_where_no_request_is_heard_of_in_time_few_are_under_way(takes: timedelta | None) -> None:
    crowd = Crowd(400, takes=takes)
    assert crowd.sells(MINUTE) <= A_FEW_AFTER_OTHERS and crowd.most <= AHEAD_AT_LEAST
    assert crowd.queue.slowed and not crowd.queue.paused


@pytest.mark.parametrize("thinks", [SECOND, 8 * SECOND, 20 * SECOND, 45 * SECOND])
def test_the_rate_is_reached_however_long_people_think(thinks: timedelta) -> None:
    crowd = Crowd(1_000, thinks)
    crowd.sells(2 * MINUTE)
    assert crowd.sells(MINUTE) == RATE * MINUTE and not crowd.queue.slowed


@pytest.mark.parametrize("idle", [3, 5, 7])
def test_the_rate_is_kept_though_many_never_act(idle: int) -> None:
    crowd = Crowd(1_000, thinks=3 * SECOND, idle=idle)
    crowd.sells(2 * MINUTE)
    assert crowd.sells(MINUTE) == RATE * MINUTE


def test_a_house_that_stops_in_mid_sale_lets_in_what_was_saved_up_and_few_after() -> None:
    crowd = Crowd(900)
    crowd.sells(MINUTE)
    crowd.takes = None
    assert crowd.sells(MINUTE) <= SAVED + A_FEW_AFTER_OTHERS
    crowd.takes = SECOND / 2
    crowd.sells(MINUTE // 2)
    assert crowd.sells(MINUTE // 2) == RATE * MINUTE // 2


def test_where_nobody_acts_the_queue_goes_on_and_each_turn_that_lapses_passes_on() -> None:
    crowd = Crowd(250, takes=None, plan={"turn_for": MINUTE * SECOND})
    minutes = [crowd.sells(MINUTE) for _ in range(3)]
    assert min(minutes) >= A_FEW_AFTER_OTHERS, minutes


def test_turns_that_lapse_all_at_once_pass_on_within_two_seconds() -> None:
    crowd = Crowd(60, takes=None, plan={"capacity": AHEAD_AT_LEAST, "turn_for": MINUTE * SECOND})
    assert crowd.sells(MINUTE) == AHEAD_AT_LEAST
    assert crowd.sells(2 + AHEAD_AT_LEAST // RATE) == AHEAD_AT_LEAST


def test_a_low_rate_waits_for_nobody() -> None:
    crowd = Crowd(100, takes=None, plan={"per_minute": 60})
    assert crowd.sells(MINUTE) == MINUTE


PEOPLE = [f"p{n:02}" for n in range(40)]


def slowed(waiting_room: Bench) -> list[str]:
    """As many as may be are under way; those who have turns."""
    waiting_room.given(queue(waiting_room).but(per_minute=RATE * MINUTE, capacity=100), *map(join, PEOPLE))
    waiting_room.passes(HOUR + 5 * SECOND)
    return in_turn(waiting_room, *PEOPLE)


def test_a_use_that_is_told_twice_counts_once(waiting_room: Bench) -> None:
    ann, *_ = slowed(waiting_room)
    waiting_room.when(held(ann), id="one")
    waiting_room.when(held(ann), id="one")
    waiting_room.given(held(ann))
    assert counts(queue(waiting_room)) == (AHEAD_AT_LEAST, EARNS)


def test_who_can_pay_before_the_use_is_heard_of_is_under_way_no_more(waiting_room: Bench) -> None:
    ann, *_ = slowed(waiting_room)
    waiting_room.given(payable(ann), held(ann))
    assert counts(queue(waiting_room)) == (AHEAD_AT_LEAST - 1, EARNS)


@pytest.mark.parametrize("late", [settings().acts_within, TURN_FOR + SECOND])
def test_a_use_that_comes_when_nobody_waits_for_it_any_more_brings_turns_all_the_same(
    waiting_room: Bench, late: timedelta
) -> None:
    ann, *_ = slowed(waiting_room)
    waiting_room.passes(late)
    before = queue(waiting_room)
    waiting_room.given(held(ann, waiting_room.now))
    assert counts(queue(waiting_room)) == (before.under_way + 1, min(before.earned + EARNS, SAVED))


def test_a_request_that_took_the_house_too_long_brings_no_turns(waiting_room: Bench) -> None:
    ann, ben, *_ = slowed(waiting_room)
    waiting_room.given(held(ann, waiting_room.now - settings().served_within - SECOND / 10), payable(ann))
    assert queue(waiting_room).earned == 0
    waiting_room.given(held(ben, waiting_room.now - settings().served_within))
    assert queue(waiting_room).earned == EARNS


def test_who_gives_a_turn_up_lets_another_in_at_once(waiting_room: Bench) -> None:
    ann, *_ = slowed(waiting_room)
    waiting_room.given(leave(ann))
    assert counts(queue(waiting_room)) == (AHEAD_AT_LEAST - 1, 1)


def test_a_turn_that_is_extended_is_counted_anew_from_then_on(waiting_room: Bench) -> None:
    slowed(waiting_room)
    waiting_room.given(EventPostponed(event_id=EVENT))
    waiting_room.passes(TURN_FOR)
    assert len(queue(waiting_room).fresh) > 1 and adds_up(waiting_room, *PEOPLE)
    waiting_room.given(*map(leave, PEOPLE))
    assert queue(waiting_room).fresh == {} and adds_up(waiting_room, *PEOPLE)


def counts(found: Queue) -> tuple[int, int]:
    return found.under_way, found.earned
