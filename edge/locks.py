"""Locks between processes, over work that is only wasteful to do twice. Without any the same is done, more often."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Protocol

from choreography.breaker import Breaker
from choreography.ports import Unreachable
from edge.breaking import breaker as redis_breaker
from edge.plain_redis import Redis, RedisError
from edge.redis_asked import asked
from edge.redis_keys import LOCK

LASTS = 2.0
"""Seconds after which a lock is lost, whatever became of its owner."""


class Locks(Protocol):
    def over(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Whether the work is ours to do; at most one is told so at a time, as a rule."""
        ...

    async def taken(self, name: str) -> bool:
        """Is somebody at it?"""
        ...


class NoLocks:
    @asynccontextmanager
    async def over(self, name: str) -> AsyncIterator[bool]:
        yield True

    async def taken(self, name: str) -> bool:
        return False


class RedisLocks:
    """redis-py's own: a token of each owner's, and a script that lets go of no lock but one's own.

    While Redis is away the work is everybody's.
    """

    def __init__(self, redis: "Redis", breaker: Breaker | None = None) -> None:
        self.redis, self.breaker = redis, breaker or redis_breaker("redis")

    @asynccontextmanager
    async def over(self, name: str) -> AsyncIterator[bool]:
        lock, ours, held = self.redis.lock(f"{LOCK}{name}", timeout=LASTS), True, False
        with suppress(Unreachable), asked(self.breaker):
            ours = held = await lock.acquire(blocking=False)
        try:
            yield ours
        finally:
            with suppress(RedisError, OSError):
                if held:
                    await lock.release()

    async def taken(self, name: str) -> bool:
        with suppress(Unreachable), asked(self.breaker):
            return bool(await self.redis.exists(f"{LOCK}{name}"))
        return False
