"""Sessions that are over before their tokens are. Told over NATS, kept in Redis, asked in memory."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
KEPT = 360
"""Seconds: longer than an access token lives."""
LOOK = 0.5
"""Seconds between two looks at Redis, for what was not heard over NATS."""
OVERLAP = 60
"""Seconds that each look reaches back, for clocks that differ."""
NAME = "revoked"
FAILURES = (RedisError, OSError, TimeoutError)


class Revocations:
    """Each edge process writes what it hears; each reads what the others wrote. `ended` is told of each once."""

    def __init__(self, redis: Redis | None) -> None:
        self.redis = redis
        self.ended: Callable[[str], object] = lambda sid: None
        self.until: dict[str, float] = {}
        self._writing: set[asyncio.Task[None]] = set()

    def __contains__(self, sid: str) -> bool:
        return sid in self.until

    def hear(self, subject: str, body: bytes, headers: object) -> None:
        """A NATS listener: the body is the session's id."""
        self.revoke(body.decode(errors="replace"))

    def revoke(self, sid: str) -> None:
        """From now on, here; for the others as soon as Redis has it."""
        if self.learn(sid, time.time() + KEPT) and self.redis:
            task = asyncio.create_task(self._write(sid))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    def learn(self, sid: str, until: float) -> bool:
        new = sid not in self.until
        self.until[sid] = until
        if new:
            self.ended(sid)
        return new

    async def _write(self, sid: str) -> None:
        assert self.redis
        try:
            await self.redis.zadd(NAME, {sid: time.time() + KEPT})
        except FAILURES as error:
            log.warning("Redis was not told that a session is over: %r", error)

    async def run(self) -> None:
        """For ever. What cannot be asked is asked again."""
        since = 0.0
        while True:
            now = time.time()
            try:
                await self.look(since)
                since = now + KEPT - OVERLAP
            except FAILURES as error:
                log.warning("Redis does not say which sessions are over: %r", error)
            await asyncio.sleep(LOOK)

    async def look(self, since: float = 0.0) -> None:
        """Learn what was revoked with an end after `since`, and forget what is over."""
        assert self.redis
        now = time.time()
        found = cast(
            "list[tuple[bytes, float]]", await self.redis.zrangebyscore(NAME, max(since, now), "+inf", withscores=True)
        )
        for sid, until in found:
            self.learn(sid.decode(), until)
        self.until = {sid: until for sid, until in self.until.items() if until > now}
        await self.redis.zremrangebyscore(NAME, "-inf", now)
