"""What a lane says of an error that nobody foresaw: a row that cannot be read, say."""

import pytest

from tests.choreography.counter import Opened
from tests.choreography.playing import Stage, passes, played, until
from tests.choreography.test_rules_of_the_bounds import ONE, PLACE, TOPIC
from tests.choreography.test_rules_of_the_lane import total


def test_who_stands_still_by_it_says_so_until_a_batch_is_saved() -> None:
    async def story(stage: Stage) -> None:
        lane = await stage.hire()
        await stage.say(Opened(**ONE))
        await until(lambda: total(stage) == 0)
        stage.members[0]._reader.held = True
        await stage.say(Opened(hall="h", name="two"))
        stage.trouble["load before"] = [ValueError("no such time")]
        with pytest.raises(ValueError, match="no such time"):
            await lane.process([stage.bus.log._records[TOPIC, PLACE][1]])
        await until(lambda: not lane.pausing)
        await passes(10)
        assert lane.unready == "ValueError: no such time" and lane.counters.failed["ValueError"] == 1
        stage.members[0]._reader.held = False
        await stage.say(Opened(hall="h", name="three"))
        await until(lambda: total(stage, "two") == 0)
        assert lane.unready == ""

    played(story)
