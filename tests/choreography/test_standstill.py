"""What the log says of a lane that stands still: few lines, however often it tries again."""

import logging

import pytest

from choreography.ports import Unreachable
from choreography.standstill import Standstill
from tests.choreography.counter import Opened
from tests.choreography.playing import Stage, passes, played, until

ONE = {"hall": "h", "name": "one"}


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "choreography.standstill"]


async def without_store(stage: Stage, failures: int) -> None:
    """Until so many tries have failed, and one has not."""
    await stage.hire()
    stage.trouble["load before"] = [Unreachable("away")]
    stage.trouble["recover before"] = [Unreachable("away")] * (failures - 1)
    await stage.say(Opened(**ONE))
    await until(lambda: stage.books.inbox)
    await passes(1)


def test_an_outage_is_said_when_it_begins_now_and_then_and_when_it_is_over(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    played(lambda stage: without_store(stage, 12))
    lines = said(caplog)
    assert lines[0] == "choreography: a batch failed: Unreachable: away"
    assert all(" s, " in line and "times: Unreachable: away" in line for line in lines[1:-1])
    assert lines[-1].startswith("choreography: a batch did not fail any more after ") and "12 failures" in lines[-1]
    assert 3 < len(lines) < 9


def test_what_is_over_at_once_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    played(lambda stage: without_store(stage, 2))
    assert said(caplog) == ["choreography: a batch failed: Unreachable: away"]


def test_another_kind_of_failure_is_said_at_once(caplog: pytest.LogCaptureFixture) -> None:
    lane = Standstill("bookings: a batch", lambda: 7.0)
    for why in ("Unreachable: away", "Unreachable: starting", "Conflict: seat", "Conflict: seat"):
        lane.failed(why)
    assert said(caplog) == [
        "bookings: a batch failed: Unreachable: away",
        "bookings: a batch failed for 0 s, 3 times: Conflict: seat",
    ]
