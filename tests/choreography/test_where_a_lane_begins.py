"""Where a lane begins to read: a topic that is new to it, and all of them where it never ran."""

import pytest

from choreography.changes import LaneRow
from tests.choreography.counter import Opened, counters
from tests.choreography.playing import Stage, played, until
from tests.choreography.test_rules_of_the_lane import ONE, total


async def hears_a_new_topic(stage: Stage) -> None:
    """Of a lane that heard another one before; the new topic has a record already."""
    await stage.say(Opened(**ONE))
    for partition in range(2):
        stage.books.take_now(partition)
        stage.books.start_now([LaneRow(partition, 1, 1, {"choreography.commands": 0})])
    await begins(stage)


async def begins(stage: Stage) -> None:
    lane = await stage.hire()
    await until(lambda: len(lane.epochs) == 2)
    await stage.say(Opened(hall="h", name="two"))
    await until(lambda: total(stage, "two") == 0)


def test_a_topic_that_is_new_to_a_lane_begins_at_its_end() -> None:
    assert total(played(hears_a_new_topic)) == -1


def test_a_topic_that_is_new_to_a_lane_begins_at_its_first_record_where_the_service_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counters, "old_topics", {"choreography.events"})
    assert total(played(hears_a_new_topic)) == 0


def test_a_lane_that_never_ran_begins_at_the_end_where_its_service_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(stage: Stage) -> None:
        await stage.say(Opened(**ONE))
        await begins(stage)

    assert total(played(story)) == 0
    monkeypatch.setattr(counters, "from_start", False)
    assert total(played(story)) == -1
