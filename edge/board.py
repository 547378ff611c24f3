"""What operators tell all edge processes: short texts, each with a time to live."""

import math
import time
from collections.abc import Callable
from typing import Protocol

from choreography.ports import Unreachable


class Board(Protocol):
    """Each call may raise Unreachable."""

    async def read(self, key: str) -> str:
        """Empty if nothing is there."""
        ...

    async def write(self, key: str, text: str, seconds: float, new: bool = False) -> None:
        """For so long; in the place of what was there, or, if it has to be `new`, only where nothing is."""
        ...

    async def wipe(self, key: str) -> None: ...


class MemoryBoard:
    """While it is `away` it is unreachable."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock, self.away = clock, False
        self.texts: dict[str, tuple[str, float]] = {}

    async def read(self, key: str) -> str:
        self._reached()
        text, until = self.texts.get(key, ("", math.inf))
        return text if self.clock() < until else ""

    async def write(self, key: str, text: str, seconds: float, new: bool = False) -> None:
        if new and await self.read(key):
            return
        self._reached()
        self.texts[key] = (text, self.clock() + seconds)

    async def wipe(self, key: str) -> None:
        self._reached()
        self.texts.pop(key, None)

    def _reached(self) -> None:
        if self.away:
            raise Unreachable("away")
