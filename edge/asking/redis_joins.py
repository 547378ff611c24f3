"""Joins that were accepted, in Redis for all processes together; while it is away each knows its own."""

from contextlib import suppress

from choreography.ports import Unreachable
from edge.asking.joins import MemoryJoins
from edge.redis_keys import JOINED
from edge.redis_together import RedisTogether


class RedisJoins:
    def __init__(self, redis: RedisTogether, remembered: int) -> None:
        self.redis, self.remembered, self.own = redis, remembered, MemoryJoins(remembered)

    async def note(self, place: str) -> None:
        await self.own.note(place)
        with suppress(Unreachable):
            await self.redis.call("SET", f"{JOINED}{place}", b"1", "EX", self.remembered)

    async def noted(self, place: str) -> bool:
        if await self.own.noted(place):
            return True
        try:
            return await self.redis.call("GET", f"{JOINED}{place}") is not None
        except Unreachable:
            return False
