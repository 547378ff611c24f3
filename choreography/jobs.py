"""What a lane needs beside it: its effects' resources, and what its service does by the clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from choreography.ports import Denied, Unreachable
from choreography.service import Job, Service, Tell
from choreography.standstill import Standstill

AWAY = (OSError, TimeoutError, Unreachable)
"""No fault of ours: nobody looks for the line that raised it. Of them Denied is an exception: somebody must."""
SOON = 60.0
"""Seconds at most until what was to be done at once, and failed, is tried again."""


def resources_for(service: Service) -> AbstractAsyncContextManager[dict[str, Any]]:
    return service.resources() if service.resources else nothing()


@asynccontextmanager
async def nothing() -> AsyncIterator[dict[str, Any]]:
    yield {}


async def repeat(job: Job, place: Any, tell: Tell) -> None:
    """What fails is said, and tried again when its time comes next. `place` is the store's."""
    standstill = Standstill(f"the job {job.name}")
    pause = 0.0 if job.at_once else job.every
    while True:
        await asyncio.sleep(pause)
        begun = await done(job, place, tell, standstill) or pause == job.every
        pause = job.every if begun else min(job.every, SOON)


async def done(job: Job, place: Any, tell: Tell, standstill: Standstill) -> bool:
    """False if it failed."""
    try:
        await job.run(place, tell)
        standstill.over()
        return True
    except Exception as error:
        standstill.failed(f"{type(error).__name__}: {error}", None if outside(error) else error)
        return False


def outside(error: Exception) -> bool:
    return isinstance(error, AWAY) and not isinstance(error, Denied)
