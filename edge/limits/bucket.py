"""Token buckets: in Redis for all processes together, in memory for tests of what stands on them."""

import hashlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

from redis.exceptions import NoScriptError

from choreography.ports import Unreachable
from edge.redis_together import RedisTogether

SCRIPT = (files("edge.limits") / "bucket.lua").read_text()
SHA = hashlib.sha1(SCRIPT.encode(), usedforsecurity=False).hexdigest()


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
    def __init__(self, redis: RedisTogether) -> None:
        self.redis = redis

    async def take(self, name: str, burst: int, rate: float) -> Taken:
        arguments = (1, f"bucket:{name}", burst, rate)
        try:
            ok, left, wait, full = await self.redis.call("EVALSHA", SHA, *arguments)
        except NoScriptError:
            ok, left, wait, full = await self.redis.call("EVAL", SCRIPT, *arguments)
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
