"""Whose answer came too late: their tokens may be changed already, and soon the old ones count as a thief's."""

import time
from collections.abc import Callable

GRACE = 15.0
"""Seconds for which identity gives the same tokens again."""


class Owed:
    """By session."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.until: dict[str, float] = {}

    def note(self, session: str) -> None:
        now = self.clock()
        while self.until and next(iter(self.until.values())) <= now:
            del self.until[next(iter(self.until))]
        if session:
            self.until.pop(session, None)
            self.until[session] = now + GRACE

    def take(self, session: str) -> bool:
        """Once."""
        return self.until.pop(session, 0.0) > self.clock()
