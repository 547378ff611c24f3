"""Who has just joined a queue, while nobody has told of the place yet: a word in time, and never the truth."""

import time
from typing import Protocol


class Joins(Protocol):
    """Neither call raises. What one process noted another knows, where they can ask each other."""

    async def note(self, place: str) -> None:
        """The join was accepted, of the place with this id."""
        ...

    async def noted(self, place: str) -> bool: ...


class MemoryJoins:
    """For one process alone. `remembered` is in seconds; beyond `most` the oldest is forgotten before."""

    def __init__(self, remembered: float = 600, most: int = 100_000) -> None:
        self.remembered, self.most = remembered, most
        self.known: dict[str, float] = {}

    async def note(self, place: str) -> None:
        self.known.pop(place, None)
        self.known[place] = time.monotonic() + self.remembered
        if len(self.known) > self.most:
            del self.known[next(iter(self.known))]

    async def noted(self, place: str) -> bool:
        return self.known.get(place, 0.0) > time.monotonic()
