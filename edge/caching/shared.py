"""Answers for everybody: read once for all who ask at the same time, and kept for a little.

A reading is a function that knows no user: it is the same for whoever asks.
"""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b

from edge.caching.between import Alone, Between, Found, Read

PAGES = "event"
"""The keys of events' pages begin with it."""
OVERHEAD = 1_000
"""Bytes of an answer besides its body, about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`since` is when its reading began: it shows nothing older."""

    body: bytes
    etag: str
    since: float


@dataclass(frozen=True, slots=True)
class Reading:
    since: float
    found: "asyncio.Task[Answer | None]"


class Shared:
    """At most so many bytes; what was not asked for longest goes first. What was not found is not kept."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic, between: Between | None = None) -> None:
        self.most, self.now, self.between = most, now, between or Alone()
        self.size, self.counts = 0, Counter[str]()
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._readings: dict[Hashable, Reading] = {}

    async def get(self, key: Hashable, bound: float, read: Read) -> Answer | None:
        """As it stood at most `bound` seconds ago, or as it is read now. Raises what `read` raises."""
        kept = self._kept.get(key)
        if kept is not None and self.age(kept) < bound:
            self._kept.move_to_end(key)
            self.counts["kept"] += 1
            return kept
        return await asyncio.shield(self._reading(key, bound, read))

    def age(self, one: Answer | Reading) -> float:
        return self.now() - one.since

    def _reading(self, key: Hashable, bound: float, read: Read) -> "asyncio.Task[Answer | None]":
        """The one under way, unless it began too long ago. It goes on when who asked first is gone."""
        under_way = self._readings.get(key)
        if under_way is not None and self.age(under_way) < bound:
            self.counts["joined"] += 1
            return under_way.found
        self.counts["read"] += 1
        since = self.now()
        found = asyncio.create_task(self._read(key, since, bound, read))
        self._readings[key] = Reading(since, found)
        return found

    async def _read(self, key: Hashable, since: float, bound: float, read: Read) -> Answer | None:
        try:
            found = await self._found(key, bound, read)
        finally:
            if (latest := self._readings.get(key)) is not None and latest.since == since:
                del self._readings[key]
        if (body := found.body) is None:
            return None
        answer = Answer(body, f'"{blake2b(body, digest_size=16).hexdigest()}"', since - found.age)
        self._keep(key, answer)
        return answer

    async def _found(self, key: Hashable, bound: float, read: Read) -> Found:
        """Pages are shared between processes; what changes by the second is read by each."""
        if isinstance(key, tuple) and key[0] == PAGES:
            return await self.between.get("/".join(map(str, key)), bound, read)
        return Found(await read())

    def _keep(self, key: Hashable, answer: Answer) -> None:
        """An older reading may end after a newer one."""
        old = self._kept.get(key)
        if old is None or old.since < answer.since:
            self._forget(key)
            self._kept[key] = answer
            self.size += weight(answer)
        while self.size > self.most:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: Hashable) -> None:
        if (gone := self._kept.pop(key, None)) is not None:
            self.size -= weight(gone)


def weight(answer: Answer) -> int:
    return len(answer.body) + OVERHEAD
