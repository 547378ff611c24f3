"""What a living lane does when the log has dropped what it was to read next."""

import pytest

from choreography.ports import Unreachable
from tests.choreography.counter import Opened
from tests.choreography.playing import Stage, played, until
from tests.choreography.test_rules_of_the_bounds import ONE, PLACE, TOPIC
from tests.choreography.test_rules_of_the_lane import total


async def loses(stage: Stage, count: int = 3) -> None:
    """The store is away while these are said, and when it is back the log has dropped them; one more comes then."""
    lane = await stage.hire()
    await stage.say(Opened(**ONE))
    await until(lambda: total(stage) == 0)
    stage.trouble["load before"] = [Unreachable("away")] * 3
    await stage.say(*(Opened(hall="h", name=f"lost{number}") for number in range(count)))
    await until(lambda: lane.pausing)
    stage.bus.log.drop((TOPIC, PLACE), before=1 + count)
    await stage.say(Opened(hall="h", name="two"))


async def goes_on(stage: Stage) -> None:
    await until(lambda: total(stage, "two") == 0)
    await stage.say(Opened(hall="h", name="three"))
    await until(lambda: total(stage, "three") == 0)


def test_a_living_lane_goes_on_with_the_first_record_that_is_there_and_says_once_what_is_lost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story(stage: Stage) -> None:
        await loses(stage)
        await goes_on(stage)

    lane = played(story).lanes[0]
    assert lane.counters.failed["Hole"] == 1 and not lane.trouble
    assert [line for line in caplog.messages if "lost" in line and "retention" in line] == [
        f"choreography: {TOPIC}/{PLACE} lost 3 records to retention"
    ]


def test_where_the_store_is_away_again_just_then_it_goes_on_later() -> None:
    async def story(stage: Stage) -> None:
        await loses(stage)
        stage.trouble["start before"] = [Unreachable("away")] * 2
        await goes_on(stage)

    assert played(story).lanes[0].counters.failed["Hole"] == 1


def test_a_hole_behind_which_nothing_is_lost_is_filled_and_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.members[0]._reader.held = True
        await stage.say(Opened(hall="h", name="two"), Opened(hall="h", name="three"))
        stage.members[0]._reader.held = False
        stage.members[0].seek((TOPIC, PLACE), 2)
        await until(lambda: total(stage, "two") == total(stage, "three") == 0)
        assert lane.counters.failed == {"Hole": 1}

    played(story)
    assert "retention" not in caplog.text
