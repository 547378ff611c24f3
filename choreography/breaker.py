"""A circuit breaker per dependency, on the event loop's clock."""

import asyncio
from contextlib import suppress
from typing import Literal

State = Literal["closed", "open", "half-open"]
LEVELS: dict[State, float] = {"closed": 0.0, "half-open": 0.5, "open": 1.0}
"""As metrics have it."""


class Breaker:
    """Closed until `failures` calls in a row fail; then open for `wait` seconds; then one probe decides."""

    def __init__(self, dependency: str, failures: int, wait: float) -> None:
        self.dependency, self.failures, self.wait = dependency, failures, wait
        self.failed = 0
        self._opened = 0.0
        self._probing = False
        self._resets = asyncio.Event()

    @property
    def state(self) -> State:
        if self.failed < self.failures:
            return "closed"
        return "half-open" if self._now() >= self._opened + self.wait else "open"

    def allows(self) -> bool:
        """May a call be made now? In the half-open state one is, the probe."""
        if self.state == "half-open" and not self._probing:
            self._probing = True
            return True
        return self.state == "closed"

    def succeeded(self) -> None:
        self.failed, self._probing = 0, False

    def unused(self) -> None:
        """The call that was allowed was not made."""
        self._probing = False

    def did_fail(self) -> None:
        self.failed, self._probing = self.failed + 1, False
        self._opened = self._now()

    def reset(self) -> None:
        """By an operator: the next call is made as if none had failed, and who rests goes on at once."""
        self.succeeded()
        self._resets.set()
        self._resets = asyncio.Event()

    async def rest(self, seconds: float) -> None:
        """So long, or until it is reset."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._resets.wait()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
