from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.waiting_room import QueueMoved
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.own import GrantTurns, SeedMade
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    SEED,
    TURN_FOR,
    adds_up,
    blocked,
    by_lot,
    expired,
    granted,
    in_turn,
    join,
    leave,
    more_seats,
    of,
    one_unblocked,
    one_void,
    published,
    queue,
    released,
    unblocked,
    used,
)

FIVE = ["ann", "ben", "cat", "dan", "eve"]


def opened(**plan: object) -> Bench:
    """Five have joined before the start, and the sale starts now."""
    bench = Bench(service)
    bench.given(published(**plan), SeedMade(event_id=EVENT, seed=SEED), *map(join, FIVE))  # type: ignore[arg-type]
    bench.passes(HOUR)
    return bench


def test_turns_are_granted_in_the_order_of_the_ranks_at_the_set_rate() -> None:
    bench, order = opened(), by_lot(*FIVE)
    seen = []
    for _ in range(5):
        bench.passes(SECOND)
        seen.append(len(in_turn(bench, *FIVE)))
        assert in_turn(bench, *order) == order[: seen[-1]]
    assert seen == [1, 2, 3, 4, 5] and adds_up(bench, *FIVE)


def test_no_more_turns_than_there_are_tickets() -> None:
    bench = opened(capacity=2)
    bench.passes(timedelta(seconds=30))
    assert len(in_turn(bench, *FIVE)) == 2 and queue(bench).paused


def test_a_lapsed_turn_passes_on_within_two_seconds() -> None:
    bench, order = opened(capacity=1), by_lot(*FIVE)
    bench.passes(SECOND + TURN_FOR)
    assert of(bench, order[0]).state == "lapsed"
    bench.passes(SECOND)
    assert in_turn(bench, *FIVE) == [order[1]] and adds_up(bench, *FIVE)


def test_a_turn_that_lapses_is_told(waiting_room: Bench) -> None:
    waiting_room.given(join("ann"))
    waiting_room.passes(HOUR + SECOND)
    waiting_room.then(granted("ann", 1, 1, waiting_room.now))
    waiting_room.passes(TURN_FOR)
    waiting_room.then(expired("ann", 1, 1))


def test_seats_that_come_back_let_the_next_one_in() -> None:
    bench, order = opened(capacity=1), by_lot(*FIVE)
    bench.passes(SECOND)
    bench.given(used(order[0]))
    bench.passes(HOUR)
    assert in_turn(bench, *FIVE) == [] and queue(bench).paused
    bench.given(released(order[0]))
    bench.passes(SECOND)
    assert in_turn(bench, *FIVE) == [order[1]]


def test_a_ticket_that_is_given_up_lets_one_in_though_others_were_given_up_before() -> None:
    bench, order = opened(capacity=3), by_lot(*FIVE)
    bench.passes(SECOND)
    bench.given(used(order[0], 3))
    bench.passes(HOUR)
    assert in_turn(bench, *FIVE) == [] and queue(bench).paused
    bench.given(one_void(order[0], 3))
    bench.passes(HOUR)
    assert queue(bench).taken == 2


def test_what_is_blocked_lets_nobody_in_until_it_is_not_any_more() -> None:
    bench, order = opened(capacity=2), by_lot(*FIVE)
    bench.given(blocked())
    bench.passes(timedelta(seconds=30))
    assert in_turn(bench, *FIVE) == [order[0]] and queue(bench).paused
    bench.given(unblocked())
    bench.passes(SECOND)
    assert in_turn(bench, *order) == order[:2]


@pytest.mark.parametrize(
    ("said", "room"),
    [((blocked(),), 1), ((blocked(), unblocked()), 2), ((blocked(2), one_unblocked()), 1), ((more_seats(3),), 5)],
)
def test_what_was_blocked_before_the_queue_is_heard_of_counts(said: tuple[Message, ...], room: int) -> None:
    bench = Bench(service)
    bench.given(*said, published(capacity=2))
    bench.passes(timedelta())
    assert queue(bench).room == room


def test_more_seats_let_more_people_in() -> None:
    bench, order = opened(capacity=1), by_lot(*FIVE)
    bench.passes(timedelta(seconds=30))
    assert in_turn(bench, *FIVE) == [order[0]] and queue(bench).paused
    bench.given(more_seats(1))
    bench.passes(SECOND)
    assert in_turn(bench, *order) == order[:2]


def test_who_left_the_line_is_passed_over() -> None:
    bench, order = opened(), by_lot(*FIVE)
    bench.given(leave(order[0]))
    bench.passes(SECOND)
    assert in_turn(bench, *FIVE) == [order[1]] and adds_up(bench, *FIVE)


def test_who_leaves_while_being_called_up_passes_the_turn_on() -> None:
    bench, order = opened(capacity=1), by_lot(*FIVE)
    bench.now += SECOND
    bench.when(GrantTurns(event_id=EVENT, after=""))
    bench.given(leave(order[0]))
    bench.passes(SECOND)
    assert in_turn(bench, *FIVE) == [order[1]] and adds_up(bench, *FIVE)


def test_who_gives_a_turn_up_passes_it_on() -> None:
    bench, order = opened(capacity=1), by_lot(*FIVE)
    bench.passes(SECOND)
    bench.given(leave(order[0]))
    bench.passes(SECOND)
    assert in_turn(bench, *FIVE) == [order[1]] and adds_up(bench, *FIVE)


def test_a_stale_round_grants_nothing() -> None:
    bench = opened()
    bench.passes(SECOND)
    bench.when(GrantTurns(event_id=EVENT, after=""))
    bench.then_nothing()


def test_an_idle_queue_saves_up_one_turn_and_no_more(waiting_room: Bench) -> None:
    waiting_room.passes(2 * HOUR)
    waiting_room.given(*map(join, FIVE))
    waiting_room.passes(timedelta())
    assert in_turn(waiting_room, *FIVE) == ["ann"]
    waiting_room.passes(SECOND)
    assert in_turn(waiting_room, *FIVE) == ["ann", "ben"]


def test_how_far_the_queue_has_come_is_told_with_each_round() -> None:
    bench = opened()
    bench.now += SECOND
    bench.when(GrantTurns(event_id=EVENT, after=""))
    bench.then(QueueMoved(event_id=EVENT, served=1, waiting=4, queue_seq=queue(bench).version))


@pytest.mark.parametrize("per_minute", [600, 60_000])
def test_a_high_rate_is_kept_over_many_pages(per_minute: int) -> None:
    bench, many = Bench(service), [f"buyer{n}" for n in range(500)]
    bench.given(published(per_minute=per_minute, capacity=10_000), SeedMade(event_id=EVENT, seed=SEED))
    bench.given(*map(join, many))
    bench.passes(HOUR + 2 * SECOND)
    assert len(in_turn(bench, *many)) == min(500, 2 * per_minute // 60)


def test_who_joins_while_the_last_are_being_called_up_has_a_turn_too() -> None:
    bench = opened(per_minute=60_000)
    bench.now += SECOND
    bench.when(GrantTurns(event_id=EVENT, after=""))
    bench.given(join("fay"))
    bench.passes(2 * SECOND)
    assert len(in_turn(bench, *FIVE, "fay")) == 6 and adds_up(bench, *FIVE, "fay")
