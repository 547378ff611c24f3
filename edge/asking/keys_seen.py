"""Which idempotency key was used for what: a word in time, for the services know it for certain."""

from typing import Protocol

from choreography.ports import Unreachable
from edge.redis_together import RedisTogether


class KeysSeen(Protocol):
    async def same(self, command_id: str, body_hash: str) -> bool:
        """False if the key is known with another body; True if it is new, or nobody can say."""
        ...


class RedisKeysSeen:
    def __init__(self, redis: RedisTogether, remembered: int) -> None:
        self.redis, self.remembered = redis, remembered

    async def same(self, command_id: str, body_hash: str) -> bool:
        set_if_new = ("SET", f"asked:{command_id}", body_hash, "NX", "GET", "EX", self.remembered)
        try:
            before = await self.redis.call(*set_if_new)
        except Unreachable:
            return True
        return before in (None, body_hash.encode())


class MemoryKeysSeen:
    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    async def same(self, command_id: str, body_hash: str) -> bool:
        return self.known.setdefault(command_id, body_hash) == body_hash
