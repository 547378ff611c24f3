"""A process asks twice a second which sessions are over: while nobody can say, the log is not full of it."""

import logging

import pytest

from choreography.memory.loop import run
from choreography.ports import Unreachable
from choreography.tasks import background
from edge.auth.ended import MemoryEnded
from edge.auth.revocations import Revocations
from tests.choreography.playing import until


class AwayForLong(MemoryEnded):
    asked = 0

    async def after(self, time: float) -> list[tuple[str, float]]:
        self.asked += 1
        if self.asked <= 25:
            raise Unreachable("away")
        return await super().after(time)


def test_what_cannot_be_asked_is_said_now_and_then_and_is_learnt_afterwards(caplog: pytest.LogCaptureFixture) -> None:
    ended = AwayForLong()
    revocations = Revocations(ended)

    async def story() -> None:
        await ended.add("a-session", 2**40)
        async with background(revocations.run()):
            await until(lambda: "a-session" in revocations)

    caplog.set_level(logging.INFO)
    run(1, story())
    lines = [line for line in caplog.messages if line.startswith("asking which sessions are over")]
    assert lines[0] == "asking which sessions are over failed: Unreachable: away"
    assert "did not fail any more after 12.5 s and 25 failures" in lines[-1] and len(lines) in (3, 4)
