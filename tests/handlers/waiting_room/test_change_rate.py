"""The organiser wants more turns a minute, or fewer, whatever the queue is doing."""

import pytest

from choreography.testing import Bench
from contracts.catalog import EventCancelled
from contracts.waiting_room import QueueOpened, QueueRateChanged
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.own import SeedMade
from handlers.waiting_room.rows import TURN
from tests.handlers.waiting_room.saying import EVENT, HOUR, SECOND, SEED, in_turn, join, published, queue, rate

FIVE = ["ann", "ben", "cat", "dan", "eve"]
FASTER = QueueRateChanged(event_id=EVENT, per_minute=180, before=60)


@pytest.fixture
def moving(waiting_room: Bench) -> Bench:
    """Five wait, and the sale starts now."""
    waiting_room.given(*map(join, FIVE))
    waiting_room.passes(HOUR)
    return waiting_room


def test_turns_come_at_the_new_rate_from_now_on_and_everybody_is_told(moving: Bench) -> None:
    moving.passes(SECOND)
    assert len(in_turn(moving, *FIVE)) == 1
    moving.when(rate(180))
    moving.then(FASTER)
    moving.passes(SECOND)
    assert len(in_turn(moving, *FIVE)) == 4


def test_up_to_now_the_old_rate_counts(moving: Bench) -> None:
    moving.passes(SECOND)
    moving.now += SECOND / 2
    moving.when(rate(6_000))
    assert queue(moving).credit == TURN // 2 and queue(moving).per_minute == 6_000


def test_fewer_turns_take_nobodys_turn_away(moving: Bench) -> None:
    moving.passes(SECOND)
    moving.given(rate(1))
    moving.passes(10 * SECOND)
    assert len(in_turn(moving, *FIVE)) == 1


def test_a_second_copy_and_the_same_rate_again_change_nothing(moving: Bench) -> None:
    moving.when(rate(180), id="r")
    moving.when(rate(180), id="r")
    moving.then_nothing()
    moving.when(rate(180))
    moving.then()


def test_before_the_queue_is_told_its_opening_tells_the_new_rate() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.when(rate(180))
    bench.then()
    bench.when(SeedMade(event_id=EVENT, seed=SEED))
    (opened,) = bench.said()
    assert isinstance(opened, QueueOpened) and opened.per_minute == 180


@pytest.mark.parametrize("change", [rate(180), rate(queue=False)])
def test_a_change_of_an_event_whose_queue_is_not_heard_of_makes_none(change: object) -> None:
    bench = Bench(service)
    bench.when(change)  # type: ignore[arg-type]
    bench.then()


def test_a_rate_that_comes_behind_the_end_holds_should_the_queue_run_on(moving: Bench) -> None:
    moving.given(EventCancelled(event_id=EVENT, reason=""))
    moving.when(rate(180))
    moving.then(FASTER)
    assert (queue(moving).state, queue(moving).per_minute) == ("closed", 180)
