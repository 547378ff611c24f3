"""The hub's time, so that tests can turn it."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol


class Handle(Protocol):
    def cancel(self) -> None: ...


class Clock(Protocol):
    def now(self) -> float:
        """Monotonic seconds."""
        ...

    def wall(self) -> float:
        """Seconds since 1970, to compare with a token's end."""
        ...

    def later(self, delay: float, call: Callable[[], object]) -> Handle: ...


class LoopClock:
    """The machine's time; the hub may be made before a loop runs."""

    def now(self) -> float:
        return time.monotonic()

    def wall(self) -> float:
        return time.time()

    def later(self, delay: float, call: Callable[[], object]) -> Handle:
        return asyncio.get_running_loop().call_later(delay, call)
