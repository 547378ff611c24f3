"""Waiting with jitter, and background tasks that are not lost."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from choreography.settings import ShellSettings

_jitter = random.Random()  # noqa: S311 (spreads retries, guards nothing)


def seed_jitter(seed: int) -> None:
    """For simulations: the same seed, the same waits."""
    _jitter.seed(seed)


async def backoff(failures: int, settings: ShellSettings) -> None:
    """Sleep after the n-th failure in a row: doubled each time, with full jitter above one half."""
    await asyncio.sleep(delay(failures, settings.backoff_first, settings.backoff_most))


def delay(failures: int, first: float, most: float) -> float:
    """Seconds: `first * 2^(failures - 1)`, at most `most`, times a random 0.5 to 1."""
    return min(first * 2.0 ** min(failures - 1, 20), most) * _jitter.uniform(0.5, 1)


@asynccontextmanager
async def background(work: Any) -> AsyncIterator[None]:
    """Run it until the block is left. If it fails, the process must not go on as if it were running: it is said."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
