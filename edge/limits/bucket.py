"""Token buckets: in Redis for all processes together, in memory for tests of what stands on them."""

import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol, cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from choreography.ports import Unreachable

SCRIPT = (files("edge.limits") / "bucket.lua").read_text()


@dataclass(frozen=True, slots=True)
class Taken:
    """`wait` is how many seconds until there is a token again, `full` until all are."""

    ok: bool
    left: int
    wait: float
    full: float


class Buckets(Protocol):
    async def take(self, name: str, burst: int, rate: float) -> Taken:
        """One token of the bucket, which holds `burst` and gains `rate` a second. Raises Unreachable."""
        ...


class RedisBuckets:
    def __init__(self, redis: Redis) -> None:
        self._script = redis.register_script(SCRIPT)

    async def take(self, name: str, burst: int, rate: float) -> Taken:
        try:
            ran = cast("Awaitable[list[int]]", self._script(keys=[f"bucket:{name}"], args=[burst, rate]))
            ok, left, wait, full = await ran
        except (RedisError, OSError, TimeoutError) as error:
            raise Unreachable(f"Redis: {error!r}") from error
        return Taken(bool(ok), left, wait / 1000, full / 1000)


class MemoryBuckets:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock, self.away = clock, False
        self.buckets: dict[str, tuple[float, float]] = {}

    async def take(self, name: str, burst: int, rate: float) -> Taken:
        if self.away:
            raise Unreachable("away")
        now = self.clock()
        tokens, at = self.buckets.get(name, (float(burst), now))
        tokens = min(burst, tokens + (now - at) * rate)
        ok = tokens >= 1
        tokens -= ok
        self.buckets[name] = tokens, now
        wait = max(0.0, (1 - tokens) / rate)
        return Taken(ok, math.floor(tokens), wait, (burst - tokens) / rate)
