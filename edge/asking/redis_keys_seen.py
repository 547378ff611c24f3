"""Idempotency keys that were seen, in Redis for all processes together."""

from choreography.ports import Unreachable
from edge.redis_keys import ASKED
from edge.redis_together import RedisTogether


class RedisKeysSeen:
    def __init__(self, redis: RedisTogether, remembered: int) -> None:
        self.redis, self.remembered = redis, remembered

    async def first(self, command_id: str, of: str, body: bytes = b"", kept: int = 0) -> bytes | None:
        now = b"%b\n%b" % (of.encode(), body)
        set_if_new = ("SET", f"{ASKED}{command_id}", now, "NX", "GET", "EX", kept or self.remembered)
        try:
            before = await self.redis.call(*set_if_new)
        except Unreachable:
            return body
        known, _, said = (before or now).partition(b"\n")
        return said if known == of.encode() else None
