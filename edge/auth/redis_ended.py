"""Sessions that are over, told from edge to edge over Redis."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from choreography.ports import Unreachable
from edge.plain_redis import Redis, RedisError

NAME = "revoked"


class RedisEnded:
    def __init__(self, redis: Redis) -> None:
        self.redis = redis

    async def add(self, sid: str, until: float) -> None:
        with reached():
            await self.redis.zadd(NAME, {sid: until})

    async def after(self, time: float) -> list[tuple[str, float]]:
        with reached():
            found = await self.redis.zrangebyscore(NAME, time, "+inf", withscores=True)
        return [(sid.decode(), until) for sid, until in cast("list[tuple[bytes, float]]", found)]

    async def forget(self, time: float) -> None:
        with reached():
            await self.redis.zremrangebyscore(NAME, "-inf", time)


@contextmanager
def reached() -> Iterator[None]:
    """Raises Unreachable for whatever Redis fails with."""
    try:
        yield
    except (RedisError, OSError, TimeoutError) as error:
        raise Unreachable(f"Redis: {error!r}") from error
