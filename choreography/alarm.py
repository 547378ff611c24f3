"""When a lane looks at its table next."""

import asyncio

AGAIN = 0.001
"""Seconds, at least, between two looks at the table: a clock may be a hair behind another."""


class Alarm:
    """Times are the loop's, in seconds."""

    def __init__(self) -> None:
        self.look_at = 0.0
        self._woken = asyncio.Event()

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    @property
    def is_due(self) -> bool:
        return self.now() >= self.look_at - AGAIN / 2

    def wake(self) -> None:
        """Something waits for the lane now."""
        self.look_at = 0.0
        self._woken.set()

    def set_in(self, seconds: float) -> None:
        """The next look is then, whatever was planned."""
        self.look_at = self.now() + max(seconds, AGAIN)

    def sooner(self, seconds: float) -> None:
        """Not later than then."""
        if (at := self.now() + max(0.0, seconds)) < self.look_at:
            self.look_at = at
            self._woken.set()

    async def rings(self, within: float) -> None:
        """Returns when it is time to look, or after so many seconds."""
        self._woken.clear()
        wait = max(0.0, self.look_at - self.now())
        if wait < AGAIN / 2:
            return
        try:
            async with asyncio.timeout(min(wait, within)):
                await self._woken.wait()
        except TimeoutError:
            return
