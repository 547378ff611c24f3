"""Sessions that are over, told from edge to edge over Redis."""

import math
from typing import cast

from choreography.breaker import Breaker
from edge.breaking import breaker as redis_breaker
from edge.plain_redis import Redis
from edge.redis_asked import asked
from edge.redis_keys import ENDED


class RedisEnded:
    def __init__(self, redis: Redis, breaker: Breaker | None = None) -> None:
        self.redis, self.breaker = redis, breaker or redis_breaker("redis")

    async def add(self, sid: str, until: float) -> None:
        """All of them go together, with the last that matters."""
        gone_at = math.ceil(until)
        with asked(self.breaker):
            async with self.redis.pipeline() as pipeline:
                pipeline.zadd(ENDED, {sid: until})
                pipeline.expireat(ENDED, gone_at, nx=True)
                pipeline.expireat(ENDED, gone_at, gt=True)
                await pipeline.execute()

    async def after(self, time: float) -> list[tuple[str, float]]:
        with asked(self.breaker):
            found = await self.redis.zrangebyscore(ENDED, time, "+inf", withscores=True)
        return [(sid.decode(), until) for sid, until in cast("list[tuple[bytes, float]]", found)]

    async def forget(self, time: float) -> None:
        with asked(self.breaker):
            await self.redis.zremrangebyscore(ENDED, "-inf", time)
