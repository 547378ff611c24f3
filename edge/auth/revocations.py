"""Which sessions are over: told over NATS, learnt from the other processes, asked in memory."""

import asyncio
import logging
import time
from collections.abc import Callable

from choreography.ports import Unreachable
from choreography.standstill import Standstill
from edge.auth.ended import Ended

log = logging.getLogger(__name__)
KEPT = 360
"""Seconds: longer than an access token lives."""
LOOK = 0.5
"""Seconds between two looks at what the others heard, for what was not heard over NATS."""
OVERLAP = 60
"""Seconds that each look reaches back, for clocks that differ."""


class Revocations:
    """Each edge process writes what it hears; each reads what the others wrote. `ended` is told of each once."""

    def __init__(self, among: Ended) -> None:
        self.among = among
        self.ended: Callable[[str], object] = lambda sid: None
        self.until: dict[str, float] = {}
        self._writing: set[asyncio.Task[None]] = set()

    def __contains__(self, sid: str) -> bool:
        return sid in self.until

    def hear(self, subject: str, body: bytes, headers: object) -> None:
        """A NATS listener: the body is the session's id."""
        self.revoke(body.decode(errors="replace"))

    def revoke(self, sid: str) -> None:
        """From now on, here; for the others as soon as they look."""
        if self.learn(sid, time.time() + KEPT):
            task = asyncio.create_task(self._write(sid))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    def learn(self, sid: str, until: float) -> bool:
        new = sid not in self.until
        self.until[sid] = until
        if new:
            self.ended(sid)
        return new

    async def _write(self, sid: str) -> None:
        try:
            await self.among.add(sid, time.time() + KEPT)
        except Unreachable as error:
            log.warning("the others were not told that a session is over: %r", error)

    async def run(self) -> None:
        """For ever. What cannot be asked is asked again."""
        since, standstill = 0.0, Standstill("asking which sessions are over")
        while True:
            now = time.time()
            try:
                await self.look(since)
                since = now + KEPT - OVERLAP
                standstill.over()
            except Unreachable as error:
                standstill.failed(f"Unreachable: {error}")
            await asyncio.sleep(LOOK)

    async def look(self, since: float = 0.0) -> None:
        """Learn what was revoked with an end after `since`, and forget what is over."""
        now = time.time()
        for sid, until in await self.among.after(max(since, now)):
            self.learn(sid, until)
        self.until = {sid: until for sid, until in self.until.items() if until > now}
        await self.among.forget(now)
