"""What is bounded: rows unpublished, calls under way, how long one takes, how often nothing is saved."""

import asyncio
from collections.abc import Iterator

import pytest

from choreography.partition import partition_of
from choreography.settings import ShellSettings
from contracts.base import Message
from tests.choreography.counter import Bug, Bumped, CallWanted, Counter, Glanced, Opened, RaiseAll, Raised
from tests.choreography.playing import Stage, passes, played, until
from tests.choreography.test_rules_of_the_lane import total
from tests.choreography.ways import NoWayOut

ONE = {"hall": "h", "name": "one"}
PLACE = partition_of("h", 2)
TOPIC = "choreography.events"
SOON = ShellSettings().settle_after


@pytest.fixture(autouse=True)
def mended() -> Iterator[None]:
    Bug.on = False
    yield
    Bug.on = True


def test_a_lane_that_cannot_publish_stops_reading_at_its_bound_and_goes_on_below_half_of_it() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        lane.relay.producer = NoWayOut()
        await stage.say(*(Bumped(**ONE, by=0) for _ in range(10)))
        await until(lambda: len(stage.books.outbox) == 10 and lane.throttled)
        await stage.say(*(Bumped(**ONE, by=0) for _ in range(40)))
        await passes(30)
        assert len(stage.books.outbox) == 10
        lane.relay.producer = stage.bus.producer()
        await until(lambda: len(stage.log("Raised")) == 50)
        await until(lambda: not lane.throttled)

    played(story, outbox_at_most=5)


def test_a_lane_whose_calls_hang_stops_reading_at_its_bound_and_goes_on_when_they_end() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        stage.world.open.clear()
        await stage.say(*(CallWanted(hall="h", name=f"c{number}") for number in range(10)))
        await until(lambda: len(stage.books.effects) == 10 and lane.throttled)
        await stage.say(*(CallWanted(hall="h", name=f"c{number}") for number in range(10, 50)))
        await passes(30)
        assert len(stage.books.effects) == 10
        stage.world.open.set()
        await until(lambda: len(stage.log("CallDone")) == 50)
        await until(lambda: not lane.throttled)

    played(story, effects_at_most=5)


def test_a_lane_with_too_many_calls_under_way_goes_on_at_half_of_its_bound() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        for calls, full in ((10, False), (11, True), (6, True), (5, False), (6, False)):
            lane.effects.open = {str(number): asyncio.create_task(passes(0)) for number in range(calls)}
            assert lane.full is full, calls

    played(story, effects_at_most=10)


def test_a_call_that_hangs_is_cut_at_its_deadline_and_made_again() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        stage.world.open.clear()
        await stage.say(CallWanted(**ONE))
        await until(lambda: len(stage.world.keys) == 2)
        stage.world.open.set()
        await until(lambda: stage.log("CallDone") == ["one"])
        assert lane.effects.retried >= 1

    assert len(set(played(story).world.keys)) == 1


def test_what_nobody_hears_is_not_worth_a_save_until_half_a_second_has_passed() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        await passes(5)
        before = stage.books.lanes[PLACE]
        await stage.say(*(Raised(**ONE, total=1) for _ in range(3)))
        await until(lambda: lane.next[PLACE][TOPIC] == before.next[TOPIC] + 3)
        assert stage.books.lanes[PLACE] == before
        await until(lambda: stage.books.lanes[PLACE].turn == before.turn + 1)
        assert stage.books.lanes[PLACE].next == lane.next[PLACE]

    played(story)


def test_while_it_comes_all_the_time_the_books_are_behind_by_half_a_second_at_most() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await passes(SOON)
        await saves(stage, Raised(**ONE, total=1), within=SOON)
        heard = [lane.next[PLACE][TOPIC]]
        for _ in range(60):
            await stage.say(Raised(**ONE, total=1))
            await passes(0.05)
            heard.append(lane.next[PLACE][TOPIC])
            assert stage.books.lanes[PLACE].next[TOPIC] >= heard[-16:][0]
        assert heard[-1] == heard[0] + 60 and stage.books.lanes[PLACE].turn <= 9

    played(story)


def test_what_nobody_hears_is_saved_with_the_next_that_somebody_does() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        await stage.say(Raised(**ONE, total=1), Bumped(**ONE), Raised(**ONE, total=1))
        await until(lambda: total(stage) == 1)
        await until(lambda: stage.books.lanes[PLACE].next == lane.next[PLACE])
        assert not lane.counters.failed

    played(story)


def test_what_comes_first_after_a_take_over_is_saved_at_once_though_nobody_hears_it() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.lives[0].cancel()
        await stage.members[0].kill()
        lane = await stage.hire()
        await until(lambda: lane.unready == "")
        await saves(stage, Raised(**ONE, total=1), within=SOON / 2)
        await saves(stage, Raised(**ONE, total=1), within=3 * SOON)

    played(story)


def test_what_comes_first_and_changes_nothing_is_saved_at_once_too_and_its_second_copy_is_none() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        await passes(SOON)
        await saves(stage, Glanced(**ONE), within=SOON / 2)
        assert len(stage.books.inbox) == 1
        await stage.say(Glanced(**ONE), id="said-1")
        await saves(stage, Opened(**ONE), within=SOON / 2)
        assert len(stage.books.inbox) == 2

    played(story)


async def saves(stage: Stage, said: Message, within: float) -> None:
    """The books say that it was read, before so much time has passed."""
    end = stage.bus.log.bounds((TOPIC, PLACE))[1] + 1
    await stage.say(said)
    await until(lambda: stage.books.lanes[PLACE].next.get(TOPIC) == end, within)


def test_one_poisoned_row_of_a_page_dies_alone_and_the_others_are_done() -> None:
    async def story(stage: Stage) -> None:
        await stage.hire()
        await stage.say(
            *(Opened(hall="h", name=f"c{number}") for number in range(5)), Bumped(hall="h", name="c2", by=10)
        )
        await until(lambda: total(stage, "c2") == 10)
        await stage.say(RaiseAll(**ONE))
        await until(lambda: [total(stage, f"c{number}") for number in range(5)] == [1, 1, 10, 1, 1])
        (dead,) = stage.books.waiting.values()
        assert dead.reason == "dead" and dead.envelope.subject == "c2" and Counter.__name__ in dead.error

    played(story)
