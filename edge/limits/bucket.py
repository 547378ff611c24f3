"""Token buckets: in Redis for all processes together, in memory where there is one process."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from choreography.ports import Unreachable

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Taken:
    """`wait` is how many seconds until there is a token again, `full` until all are."""

    ok: bool
    left: int
    wait: float
    full: float


class Buckets(Protocol):
    async def take(self, name: str, burst: int, rate: float, count: int = 1) -> Taken:
        """One token of the bucket, which holds `burst` and gains `rate` a second; 0: only look. Raises Unreachable."""
        ...


class MemoryBuckets:
    """A bucket that is full again is forgotten, once there are many; while it is `away` it is unreachable."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock, self.away = clock, False
        self.buckets: dict[str, tuple[float, float]] = {}
        self.full: dict[str, float] = {}
        """When each will be."""

    async def take(self, name: str, burst: int, rate: float, count: int = 1) -> Taken:
        if self.away:
            raise Unreachable("away")
        now = self.clock()
        tokens, at = self.buckets.get(name, (float(burst), now))
        tokens = min(burst, tokens + (now - at) * rate)
        ok = tokens >= 1
        tokens -= count if ok else 0
        self.buckets[name], self.full[name] = (tokens, now), now + (burst - tokens) / rate
        if len(self.buckets) > MANY:
            self._forget(now)
        wait = max(0.0, (1 - tokens) / rate)
        return Taken(ok, math.floor(tokens), wait, (burst - tokens) / rate)

    def _forget(self, now: float) -> None:
        for name in [name for name, at in self.full.items() if at <= now]:
            del self.buckets[name], self.full[name]
