"""Which idempotency key was used for what: a word in time, for the services know it for certain."""

import time
from typing import Protocol


class KeysSeen(Protocol):
    async def first(self, command_id: str, of: str, body: bytes = b"", kept: int = 0) -> bytes | None:
        """The body that came first under the key; None if that was of something else.

        It is this one if the key is new, or nobody can say. `kept` is in seconds, where it is not the usual time.
        """
        ...


class MemoryKeysSeen:
    """For one process alone. `remembered` is in seconds; beyond `most` keys the oldest is forgotten before."""

    def __init__(self, remembered: float = 24 * 3600, most: int = 100_000) -> None:
        self.remembered, self.most = remembered, most
        self.known: dict[str, tuple[str, bytes, float]] = {}

    async def first(self, command_id: str, of: str, body: bytes = b"", kept: int = 0) -> bytes | None:
        known, said, until = self.known.get(command_id, ("", b"", 0.0))
        if until > time.monotonic():
            return said if known == of else None
        self.known.pop(command_id, None)
        self.known[command_id] = of, body, time.monotonic() + (kept or self.remembered)
        if len(self.known) > self.most:
            del self.known[next(iter(self.known))]
        return body
