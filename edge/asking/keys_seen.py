"""Which idempotency key was used for what: a word in time, for the services know it for certain."""

import time
from typing import Protocol


class KeysSeen(Protocol):
    async def same(self, command_id: str, body_hash: str) -> bool:
        """False if the key is known with another body; True if it is new, or nobody can say."""
        ...


class MemoryKeysSeen:
    """For one process alone. `remembered` is in seconds; beyond `most` keys the oldest is forgotten before."""

    def __init__(self, remembered: float = 24 * 3600, most: int = 100_000) -> None:
        self.remembered, self.most = remembered, most
        self.known: dict[str, tuple[str, float]] = {}

    async def same(self, command_id: str, body_hash: str) -> bool:
        known, until = self.known.get(command_id, (body_hash, 0.0))
        if until > time.monotonic():
            return known == body_hash
        self.known.pop(command_id, None)
        self.known[command_id] = body_hash, time.monotonic() + self.remembered
        if len(self.known) > self.most:
            del self.known[next(iter(self.known))]
        return True
