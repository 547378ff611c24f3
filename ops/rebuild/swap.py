"""The moment in which the new tables take the place of the old ones."""

from typing import Any

import asyncpg

from choreography.kafka.replay import Replay
from choreography.lane import Lane
from choreography.postgres import beside
from ops.rebuild.progress import now, reached

STILL_AT_MOST = 5.0
"""Seconds for which the serving lanes are held, at most, until the new tables are as far as they are."""
LOCKED_WITHIN = "set local lock_timeout = '2s'"


class NotYet(Exception):
    """The old tables go on serving; it may be tried again."""


async def swap(admin: Any, replay: Replay, lane: Lane, schema: str) -> bool:
    """False if it is not to be had now. Nobody who reads the tables ever sees an older state than before."""
    try:
        async with admin.transaction():
            await admin.execute(LOCKED_WITHIN)
            await beside.still(admin, schema)
            await caught_up(admin, replay, lane, schema)
            await beside.swapped(admin, schema)
    except (NotYet, asyncpg.LockNotAvailableError):
        await replay.begun()
        return False
    return True


async def caught_up(admin: Any, replay: Replay, lane: Lane, schema: str) -> None:
    """The new lanes stand, in their table, at least where the old ones do. Raises NotYet."""
    goal, until = await beside.stands(admin, schema), now() + STILL_AT_MOST
    while not reached(goal, lane.next):
        if now() > until:
            raise NotYet
        await replay.batch()
    await replay.ended()
    new = await beside.stands(admin, beside.NEW.format(schema))
    if any(new.get(place, 0) < offset for place, offset in goal.items()):
        raise NotYet
