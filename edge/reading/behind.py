"""How old what the views show may be: looked at in the background, told with each answer that was read from them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)
LOOK = 3.0
"""Seconds between two looks."""
WITHIN = 10.0
"""Seconds for one."""
HEADER = "X-Boxoffice-Behind"
OWN = ("unmatched", "/health", "/metrics", "/docs", "/.well-known")
"""Routes that nothing of the views is read for."""
Seconds = Callable[[], Awaitable[float]]
"""Age of the oldest message that the views have not handled; 0 if there is none. May raise anything."""


async def up_to_date() -> float:
    """Where nobody listens."""
    return 0.0


class Behind:
    """`seconds` is as the last look found it that could be made."""

    def __init__(self, ask: Seconds, told_from: float) -> None:
        self.ask, self.told_from = ask, told_from
        self.seconds = 0.0

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        try:
            async with asyncio.timeout(WITHIN):
                self.seconds = await self.ask()
        except Exception as error:  # whatever Kafka's client raises
            log.debug("nobody says how far the views are behind: %r", error)

    def header(self, method: str, route: str) -> dict[str, str]:
        """Whole seconds, where they are worth a word."""
        told = method in ("GET", "HEAD") and self.seconds >= self.told_from and not route.startswith(OWN)
        return {HEADER: str(int(self.seconds))} if told else {}
