import asyncio
from itertools import pairwise
from typing import Any

from choreography.jobs import repeat
from choreography.memory.loop import run
from choreography.service import Job
from choreography.tasks import background
from tests.choreography.playing import until


async def nowhere(subject: str, body: bytes) -> None: ...


def test_a_job_that_fails_is_done_again_when_its_time_comes() -> None:
    done: list[float] = []

    async def fails_at_first(place: Any, tell: Any) -> None:
        done.append(asyncio.get_running_loop().time())
        if len(done) == 1:
            raise OSError("away")

    async def story() -> None:
        async with background(repeat(Job("job", 60.0, fails_at_first), None, nowhere)):
            await until(lambda: len(done) == 3, within=300)

    run(1, story())
    assert [round(later - earlier) for earlier, later in pairwise(done)] == [60, 60]


def test_what_is_to_be_done_at_once_is_not_waited_for() -> None:
    done: list[float] = []

    async def notes(place: Any, tell: Any) -> None:
        done.append(asyncio.get_running_loop().time())

    async def story() -> None:
        begun = asyncio.get_running_loop().time()
        async with background(repeat(Job("job", 60.0, notes, at_once=True), None, nowhere)):
            await until(lambda: len(done) == 2, within=300)
        assert [round(at - begun) for at in done] == [0, 60]

    run(1, story())
