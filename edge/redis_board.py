"""The board in Redis, for all processes together."""

import math

from edge.redis_together import RedisTogether


class RedisBoard:
    def __init__(self, redis: RedisTogether) -> None:
        self.redis = redis

    async def read(self, key: str) -> str:
        found: bytes | None = await self.redis.call("GET", key)
        return found.decode() if found else ""

    async def write(self, key: str, text: str, seconds: float, new: bool = False) -> None:
        await self.redis.call("SET", key, text, "PX", math.ceil(seconds * 1000), *(["NX"] if new else []))

    async def wipe(self, key: str) -> None:
        await self.redis.call("DEL", key)
