"""Answers for everybody that one process has read, for all others: between them a page is read once in its bound."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from choreography.ports import Unreachable
from edge.locks import Locks
from edge.redis_keys import PAGE
from edge.redis_together import RedisTogether

WAITS = 0.5
"""Seconds that anybody waits for another's reading."""
LOOK = 0.005
Read = Callable[[], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Found:
    """`age` is how old it was when it was asked for; at least that is true."""

    body: bytes | None
    age: float = 0.0


class Between(Protocol):
    async def get(self, name: str, bound: float, read: Read) -> Found:
        """As another process read it at most `bound` seconds ago, or as it is read now. Raises what `read` raises."""
        ...


class Alone:
    """There are no others."""

    async def get(self, name: str, bound: float, read: Read) -> Found:
        return Found(await read())


class RedisBetween:
    """What lies there is gone when it is too old, so that nobody's clock is compared with another's."""

    def __init__(self, redis: RedisTogether, locks: Locks) -> None:
        self.redis, self.locks = redis, locks

    async def get(self, name: str, bound: float, read: Read) -> Found:
        if found := await self._kept(name, bound):
            return found
        async with self.locks.over(name) as ours:
            if ours:
                return await self._kept(name, bound) or await self._read(name, bound, read)
        return await self._soon(name, bound) or await self._read(name, bound, read)

    async def _soon(self, name: str, bound: float) -> Found | None:
        """Once whoever is at it has read it; None if that one found nothing, or takes too long."""
        until, taken = monotonic() + WAITS, True
        while taken and monotonic() < until:
            await asyncio.sleep(LOOK)
            taken = await self.locks.taken(name)
            if found := await self._kept(name, bound):
                return found
        return None

    async def _read(self, name: str, bound: float, read: Read) -> Found:
        began = monotonic()
        body = await read()
        left = int((bound - monotonic() + began) * 1000)
        if body is not None and left > 0:
            await self._call("SET", f"{PAGE}{name}", body, "PX", left)
        return Found(body)

    async def _kept(self, name: str, bound: float) -> Found | None:
        """Its time first: what another writes meanwhile is younger than it is taken for."""
        left = await self._call("PTTL", f"{PAGE}{name}")
        body = await self._call("GET", f"{PAGE}{name}") if left is not None and left > 0 else None
        return None if body is None else Found(body, max(0.0, bound - left / 1000))

    async def _call(self, *command: object) -> Any:
        """None where Redis is away."""
        try:
            return await self.redis.call(*command)
        except Unreachable:
            return None
