"""An operator resets a breaker. It lives in a process's memory, so all copies of a service must hear it: over NATS.

Nothing is decided by that word. One that is lost costs the wait of a breaker that nobody resets.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from choreography.lane import Lane
from choreography.ports import Ear
from contracts.subjects import breaker_reset

log = logging.getLogger(__name__)


@asynccontextmanager
async def resetting(lane: Lane, ear: Ear) -> AsyncIterator[None]:
    """Until the block is left."""

    def heard(subject: str, body: bytes, headers: object) -> None:
        dependency = subject.rpartition(".")[2]
        if breaker := lane.effects.breakers.get(dependency):
            log.warning("%s: the breaker of %s, which is %s, is reset", lane.service.name, dependency, breaker.state)
            breaker.reset()

    unlisten = await ear.listen(breaker_reset(lane.service.name, "*"), heard)
    try:
        yield
    finally:
        await unlisten()
