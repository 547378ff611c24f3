"""Words over NATS that are ahead of the views: each counts for a while, which is longer than the views are behind."""

import time
from typing import Generic, TypeVar

V = TypeVar("V")
COUNTS = 30.0
"""Seconds. A later word that was lost is made up for by the views, once these are over."""
MOST = 10_000
"""Words that are remembered at once."""


class Told(Generic[V]):
    def __init__(self, counts: float = COUNTS) -> None:
        self.counts = counts
        self._words: dict[str, tuple[float, V]] = {}

    def note(self, about: str, word: V) -> None:
        if len(self._words) >= MOST:
            self._words.clear()
        self._words[about] = time.monotonic(), word

    def of(self, about: str) -> V | None:
        since, word = self._words.get(about, (float("-inf"), None))
        return word if time.monotonic() - since < self.counts else None
