"""What a lane does about a hole that the log's bounds do not explain: records are missing in the middle."""

from choreography.partition import partition_of
from choreography.ports import Record
from tests.choreography.counter import Opened, Wait
from tests.choreography.playing import Stage, passes, played, until
from tests.choreography.test_rules_of_the_bounds import ONE, PLACE, TOPIC
from tests.choreography.test_rules_of_the_lane import total

ELSEWHERE = next(name for name in "abcdefg" if partition_of(name, 2) != PLACE)


async def gapes(stage: Stage) -> Record:
    """The second of three records is missing, though the log begins where it did; when the lane has seen so, it."""
    lane = await stage.hire()
    await stage.say(Opened(**ONE))
    await until(lambda: total(stage) == 0)
    stage.members[0]._reader.held = True
    await stage.say(Opened(hall="h", name="two"), Opened(hall="h", name="three"))
    missing = stage.bus.log._records[TOPIC, PLACE].pop(1)
    stage.members[0]._reader.held = False
    stage.members[0].seek((TOPIC, PLACE), 1)
    await until(lambda: "Hole" in lane.counters.failed)
    return missing


async def closes(stage: Stage, missing: Record) -> None:
    stage.bus.log._records[TOPIC, PLACE].insert(1, missing)
    await until(lambda: total(stage, "two") == total(stage, "three") == 0)


def test_it_is_tried_again_ever_later_and_said_and_then_the_lane_goes_on() -> None:
    async def story(stage: Stage) -> None:
        missing = await gapes(stage)
        lane = stage.lanes[0]
        await passes(60)
        assert 10 < lane.counters.failed["Hole"] < 40, "first within a second, at last each five"
        assert lane.unready == f"Hole: {TOPIC}/{PLACE} offset 2, expected 1"
        await closes(stage, missing)
        assert lane.unready == ""

    played(story)


def test_what_goes_well_elsewhere_does_not_make_it_hurry() -> None:
    async def story(stage: Stage) -> None:
        await stage.say(*(Wait(hall=ELSEWHERE, name=f"x{number}", seconds=number) for number in range(10, 40)))
        missing = await gapes(stage)
        lane = stage.lanes[0]
        await until(lambda: len(stage.books.outbox) + len(stage.log("Rang")) >= 20)
        assert lane.trouble.startswith("Hole") and lane.counters.failed["Hole"] < 30
        await closes(stage, missing)
        assert not lane.trouble

    played(story)


def test_who_has_left_its_partition_is_well_again() -> None:
    async def story(stage: Stage) -> None:
        await gapes(stage)
        await passes(5)
        await stage.members[0]._step_down()
        assert stage.lanes[0].unready == "no partitions yet"

    played(story)
