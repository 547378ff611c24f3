"""For how long a service did not go on with a partition though there was something to hear."""

import asyncio
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import asyncpg

from ops import registry
from ops.inspector import Inspector

Where = tuple[str, str, int]
"""Service, topic, number of the partition."""
EVERY = 0.5
"""Seconds between two looks."""
LANES = " union all ".join(f"select '{name}' as service, partition, next from {name}.lane" for name in registry.NAMES)  # noqa: S608


@dataclass
class Standstill:
    longest: dict[Where, float] = field(default_factory=dict)
    """In seconds, of each partition that was ever behind."""
    since: dict[Where, tuple[int, float]] = field(default_factory=dict)
    """Of those that are behind: the next offset, and when it was first seen."""

    def look(self, ends: Mapping[tuple[str, int], int], next_: Mapping[Where, int], now: float) -> None:
        behind = {where: offset for where, offset in next_.items() if offset < ends.get(where[1:], 0)}
        self.since = {where: self._since(where, offset, now) for where, offset in behind.items()}
        for where, (_, began) in self.since.items():
            self.longest[where] = max(self.longest.get(where, 0.0), now - began)

    def _since(self, where: Where, offset: int, now: float) -> tuple[int, float]:
        there = self.since.get(where)
        return there if there and there[0] == offset else (offset, now)

    def beyond(self, seconds: float) -> dict[Where, float]:
        return {where: stood for where, stood in self.longest.items() if stood > seconds}


async def watched(dsn: str, inspector: Inspector, over: asyncio.Event) -> Standstill:
    """All services, by their own books, until it is over. Needs the rights of the database's owner.

    The log is asked first, the books after it: on a busy machine an answer takes half a second, and what was said
    meanwhile is no standstill yet.
    """
    standstill, books = Standstill(), await asyncpg.connect(dsn)
    topics = [*await inspector.topics()]
    try:
        while not over.is_set():
            ends = {
                (topic, number): end
                for topic, bounds in (await inspector.bounds(*topics)).items()
                for number, (_, end) in bounds.items()
            }
            now = time.monotonic()
            next_ = {
                (row["service"], topic, row["partition"]): offset
                for row in await books.fetch(LANES)
                for topic, offset in json.loads(row["next"]).items()
            }
            standstill.look(ends, next_, now)
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), EVERY)
        return standstill
    finally:
        await books.close()
