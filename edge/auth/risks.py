"""Accounts of raised risk, looked up twice a second: what is raised counts within a second."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from choreography.ports import Unreachable

log = logging.getLogger(__name__)
LOOK = 0.5
"""Seconds between two looks."""


class Risks:
    """While nobody can be asked, what was known last stays."""

    def __init__(self, read: Callable[[], Awaitable[frozenset[str]]]) -> None:
        self.read = read
        self.raised: frozenset[str] = frozenset()

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                self.raised = await self.read()
            except Unreachable as error:
                log.debug("nobody says whose risk is raised: %s", error)
            await asyncio.sleep(LOOK)
