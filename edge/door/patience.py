"""How long somebody may take for the part of a request that is coming."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Literal

Part = Literal["", "head", "body"]


class Patience:
    """A part's time runs from its beginning: another byte does not prolong it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, within: Mapping[Part, float], late: Callable[[], None]) -> None:
        self.loop, self.within, self.late = loop, within, late
        self.part: Part = ""
        self.clock: asyncio.TimerHandle | None = None

    def wait(self, part: Part) -> None:
        if part != self.part:
            self.begin(part)

    def begin(self, part: Part) -> None:
        """Anew, even if it is waited for already."""
        if self.clock:
            self.clock.cancel()
        self.part, self.clock = part, self.loop.call_later(self.within[part], self.late) if part else None
