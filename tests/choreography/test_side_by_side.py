"""What is begun at once takes as long as the longest of it, and fails once all of it has ended."""

import asyncio

import pytest

from choreography.memory.loop import run
from choreography.tasks import side_by_side
from tests.choreography.playing import passes


async def after(seconds: float, said: str, ended: list[str] | None = None) -> str:
    await passes(seconds)
    if ended is not None:
        ended.append(said)
    if said == "away":
        raise OSError(said)
    return said


def test_all_are_done_when_the_longest_is_and_stand_in_their_order() -> None:
    async def story() -> None:
        began = asyncio.get_running_loop().time()
        assert await side_by_side(after(3, "late"), after(1, "early"), after(1, "early")) == ["late", "early", "early"]
        assert asyncio.get_running_loop().time() - began == 3

    run(1, story())


def test_a_failure_is_raised_when_the_others_have_ended_and_nothing_is_left_running() -> None:
    async def story() -> None:
        ended = list[str]()
        with pytest.raises(OSError, match="away"):
            await side_by_side(after(3, "late", ended), after(1, "away", ended), after(1, "early", ended))
        assert ended == ["away", "early", "late"]

    run(1, story())
