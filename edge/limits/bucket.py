"""Token buckets: in Redis for all processes together, in memory where there is one process."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from choreography.ports import Unreachable
from edge.board import Board, MemoryBoard
from edge.limits.rules import Limit, as_changed

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Taken:
    """`wait` is how many seconds until there is a token again, `full` until all are."""

    ok: bool
    left: int
    wait: float
    full: float
    burst: int
    rate: float
    """Both as they are in force: as operators said last, else as the settings say."""


class Buckets(Protocol):
    async def take(self, limit: Limit, who: str, count: int = 1) -> Taken:
        """One token of who asks, of whom there are `burst` at most, and `rate` more a second. A count of 0
        only looks. Raises Unreachable."""
        ...


class MemoryBuckets:
    """A bucket that is full again is forgotten, once there are many; while it is `away` it is unreachable."""

    def __init__(self, board: Board | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.board, self.clock, self.away = board or MemoryBoard(), clock, False
        self.buckets: dict[tuple[str, str], tuple[float, float]] = {}
        self.full: dict[tuple[str, str], float] = {}
        """When each will be."""

    async def take(self, limit: Limit, who: str, count: int = 1) -> Taken:
        if self.away:
            raise Unreachable("away")
        burst, rate = as_changed(await self.board.read(limit.key), limit)
        now, name = self.clock(), (limit.name, who)
        tokens, at = self.buckets.get(name, (float(burst), now))
        tokens = min(burst, tokens + (now - at) * rate)
        ok = tokens >= 1
        tokens -= count if ok else 0
        self.buckets[name], self.full[name] = (tokens, now), now + (burst - tokens) / rate
        if len(self.buckets) > MANY:
            self._forget(now)
        wait = max(0.0, (1 - tokens) / rate)
        return Taken(ok, math.floor(tokens), wait, (burst - tokens) / rate, burst, rate)

    def _forget(self, now: float) -> None:
        for name in [name for name, at in self.full.items() if at <= now]:
            del self.buckets[name], self.full[name]
