"""Idempotency keys that were seen, in Redis for all processes together."""

from choreography.ports import Unreachable
from edge.redis_keys import ASKED
from edge.redis_together import RedisTogether


class RedisKeysSeen:
    def __init__(self, redis: RedisTogether, remembered: int) -> None:
        self.redis, self.remembered = redis, remembered

    async def same(self, command_id: str, body_hash: str) -> bool:
        set_if_new = ("SET", f"{ASKED}{command_id}", body_hash, "NX", "GET", "EX", self.remembered)
        try:
            before = await self.redis.call(*set_if_new)
        except Unreachable:
            return True
        return before in (None, body_hash.encode())
