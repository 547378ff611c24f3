"""Accounts of raised risk: told over NATS, and looked up twice a second, for what was not heard."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from choreography.ports import Unreachable
from edge.auth.told import Told

log = logging.getLogger(__name__)
LOOK = 0.5
"""Seconds between two looks."""


class Risks:
    """While nobody can be asked, what was known last stays."""

    def __init__(self, read: Callable[[], Awaitable[frozenset[str]]]) -> None:
        self.read = read
        self.found: frozenset[str] = frozenset()
        self._told: Told[str] = Told()

    def __contains__(self, account_id: str) -> bool:
        """Is it raised?"""
        told = self._told.of(account_id)
        return told == "raised" if told else account_id in self.found

    def hear(self, subject: str, body: bytes, headers: object) -> None:
        """A NATS listener. What is no such word is passed over."""
        with suppress(ValueError, KeyError, TypeError):
            said = json.loads(body)
            self._told.note(str(said["account_id"]), str(said["risk"]))

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                self.found = await self.read()
            except Unreachable as error:
                log.debug("nobody says whose risk is raised: %s", error)
            await asyncio.sleep(LOOK)
