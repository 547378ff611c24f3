"""Waiting with jitter, and background tasks that are not lost."""

import asyncio
import logging
import os
import random
import signal
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from choreography.settings import ShellSettings

log = logging.getLogger(__name__)
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
async def background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run it until the block is left. If it fails, the process ends: it must not go on as if it were whole."""
    task = asyncio.create_task(work)
    task.add_done_callback(_end_process_if_failed)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def whole(work: Coroutine[Any, Any, None], patience: float = 1.0) -> None:
    """To its end, up to `patience` seconds, even if the asker is cancelled: half a start may leave something open."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=patience)
        task.cancel()
        raise


async def side_by_side(*works: Awaitable[Any]) -> list[Any]:
    """What comes of each, in their order. Once all have ended, raises what the first raised of those that failed."""
    ended = await asyncio.gather(*works, return_exceptions=True)
    for failure in ended:
        if isinstance(failure, BaseException):
            raise failure
    return ended


def _end_process_if_failed(task: "asyncio.Task[None]") -> None:
    """Asked as a supervisor would ask it, so that all else is closed in order; then it is started again."""
    if not task.cancelled() and (error := task.exception()):
        log.critical("%r failed, the process ends", task.get_coro(), exc_info=error)
        os.kill(os.getpid(), signal.SIGTERM)
