"""Whether what stands behind the edge is there: looked at in the background, told without asking anybody."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

log = logging.getLogger(__name__)
LOOK = 2.0
"""Seconds between two looks, and for each of them..."""
SOON = 0.25
"""...and between two while something is away that is needed."""
NEEDED = ("kafka", "nats", "keys")
"""Without these nothing can be sold. Without the others the rest goes on."""
Check = Callable[[], Awaitable[bool]]


class Health:
    def __init__(self, checks: Mapping[str, Check]) -> None:
        self.checks = checks
        self.there = dict.fromkeys(checks, False)

    @property
    def ready(self) -> bool:
        return all(self.there.get(name, True) for name in NEEDED)

    async def look(self) -> None:
        found = await asyncio.gather(*(self._is_there(name, check) for name, check in self.checks.items()))
        self.there = dict(zip(self.checks, found, strict=True))

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK if self.ready else SOON)

    async def _is_there(self, name: str, check: Check) -> bool:
        try:
            async with asyncio.timeout(LOOK):
                found = await check()
        except Exception as error:
            found = False
            log.debug("%s: %r", name, error)
        if found != self.there[name]:
            log.log(logging.INFO if found else logging.WARNING, "%s is %s", name, "there" if found else "away")
        return found
