"""What is committed for those who look at the lag: as far as the hearer says, never as far as it was handed."""

from datetime import UTC, datetime

from aiokafka import TopicPartition

from choreography.kafka.offsets import Offsets
from choreography.ports import Record, Unreachable
from tests.choreography.counter import Opened
from tests.choreography.playing import Stage, played, until
from tests.choreography.test_rules_of_the_bounds import ONE, PLACE, TOPIC
from tests.choreography.test_rules_of_the_lane import total


def record(offset: int, partition: int = 0) -> Record:
    return Record("t", partition, offset, datetime(2026, 1, 1, tzinfo=UTC), b"k", b"v", ())


def test_as_far_as_the_hearer_says_is_handled() -> None:
    offsets = Offsets(1)
    offsets.heard([record(3), record(4)], {0: {"t": 5}})
    assert offsets.handled == {TopicPartition("t", 0): 5}


def test_what_was_handed_over_in_vain_is_not() -> None:
    offsets = Offsets(1)
    offsets.heard([record(3), record(4)], {0: {"t": 3}})
    assert offsets.handled == {TopicPartition("t", 0): 3}


def test_of_what_the_hearer_has_not_begun_with_nothing_is_said() -> None:
    offsets = Offsets(1)
    offsets.heard([record(3, partition=1)], {0: {"t": 5}})
    assert not offsets.open


def test_a_lane_says_that_it_is_no_further_while_its_store_is_away() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.trouble["load before"] = [Unreachable("away")] * 5
        await stage.say(Opened(hall="h", name="two"))
        await until(lambda: lane.pausing)
        assert lane.next[PLACE][TOPIC] == 1
        await until(lambda: total(stage, "two") == 0)
        assert lane.next[PLACE][TOPIC] == 2

    played(story)
