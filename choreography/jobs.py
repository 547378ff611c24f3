"""What a lane needs beside it: its effects' resources, and what its service does by the clock."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from choreography.service import Job, Service, Tell

log = logging.getLogger(__name__)


def resources_for(service: Service) -> AbstractAsyncContextManager[dict[str, Any]]:
    return service.resources() if service.resources else nothing()


@asynccontextmanager
async def nothing() -> AsyncIterator[dict[str, Any]]:
    yield {}


async def repeat(job: Job, place: Any, tell: Tell) -> None:
    """What fails is said, and tried again when its time comes next. `place` is the store's."""
    if job.at_once:
        await done(job, place, tell)
    while True:
        await asyncio.sleep(job.every)
        await done(job, place, tell)


async def done(job: Job, place: Any, tell: Tell) -> None:
    try:
        await job.run(place, tell)
    except Exception:
        log.exception("the job %s failed", job.name)
