"""Sessions that are over, told from edge to edge over Redis."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from choreography.ports import Unreachable
from edge.plain_redis import Redis, RedisError
from edge.redis_keys import ENDED


class RedisEnded:
    def __init__(self, redis: Redis) -> None:
        self.redis = redis

    async def add(self, sid: str, until: float) -> None:
        """All of them go together, with the last that matters."""
        gone_at = math.ceil(until)
        with reached():
            async with self.redis.pipeline() as pipeline:
                pipeline.zadd(ENDED, {sid: until})
                pipeline.expireat(ENDED, gone_at, nx=True)
                pipeline.expireat(ENDED, gone_at, gt=True)
                await pipeline.execute()

    async def after(self, time: float) -> list[tuple[str, float]]:
        with reached():
            found = await self.redis.zrangebyscore(ENDED, time, "+inf", withscores=True)
        return [(sid.decode(), until) for sid, until in cast("list[tuple[bytes, float]]", found)]

    async def forget(self, time: float) -> None:
        with reached():
            await self.redis.zremrangebyscore(ENDED, "-inf", time)


@contextmanager
def reached() -> Iterator[None]:
    """Raises Unreachable for whatever Redis fails with."""
    try:
        yield
    except (RedisError, OSError, TimeoutError) as error:
        raise Unreachable(f"Redis: {error!r}") from error
