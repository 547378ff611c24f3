import asyncio
import logging
from itertools import pairwise
from typing import Any

import pytest

from choreography.jobs import repeat
from choreography.memory.loop import run
from choreography.ports import Denied, Unreachable
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


@pytest.mark.parametrize(("every", "again"), [(3600.0, 60), (2.0, 2)])
def test_what_is_to_be_done_at_once_and_fails_is_tried_again_soon_until_it_is_done(every: float, again: int) -> None:
    done: list[float] = []

    async def fails_twice(place: Any, tell: Any) -> None:
        done.append(asyncio.get_running_loop().time())
        if len(done) <= 2:
            raise OSError("away")

    async def story() -> None:
        async with background(repeat(Job("job", every, fails_twice, at_once=True), None, nowhere)):
            await until(lambda: len(done) == 4, within=4000)

    run(1, story())
    assert [round(later - earlier) for earlier, later in pairwise(done)] == [again, again, every]


@pytest.mark.parametrize(("error", "traced"), [(Unreachable("away"), False), (Denied("no such table"), True)])
def test_what_somebody_must_look_at_is_said_with_its_traceback(
    caplog: pytest.LogCaptureFixture, error: Exception, traced: bool
) -> None:
    async def fails(place: Any, tell: Any) -> None:
        raise error

    async def story() -> None:
        async with background(repeat(Job("heads", 2.0, fails), None, nowhere)):
            await until(lambda: caplog.records)

    run(1, story())
    assert bool(caplog.records[0].exc_info) is traced


def test_one_that_fails_each_second_is_said_now_and_then_and_with_its_traceback_where_that_says_something(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    async def fails_for_long(place: Any, tell: Any) -> None:
        done.append("again")
        if len(done) <= 6:
            raise OSError("away") if len(done) < 6 else KeyError("ours")

    async def story() -> None:
        async with background(repeat(Job("heads", 2.0, fails_for_long), None, nowhere)):
            await until(lambda: len(done) == 8)

    caplog.set_level(logging.INFO)
    run(1, story())
    lines = [line for line in caplog.records if line.name == "choreography.standstill"]
    assert [(line.getMessage(), bool(line.exc_info)) for line in lines] == [
        ("the job heads failed: OSError: away", False),
        ("the job heads failed for 6 s, 4 times: OSError: away", False),
        ("the job heads failed for 10 s, 6 times: KeyError: 'ours'", True),
        ("the job heads did not fail any more after 12.0 s and 6 failures", False),
    ]
