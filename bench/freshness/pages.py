"""Open pages of one event: sockets that watch it, and when each showed that a seat is sold."""

import asyncio
import time
from collections import defaultdict
from typing import Any

from bench.crowd.watch import Crowd
from bench.systems.api import together

SOLD = "sold"


class Pages(Crowd):
    """`shown` is by seat, in `perf_counter`'s seconds, one for each page."""

    def __init__(self, port: int, event_id: str) -> None:
        super().__init__(port, f"event:{event_id}")
        self.shown: defaultdict[str, list[float]] = defaultdict(list)
        self.by_all: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def opened(self, count: int) -> None:
        await together(self.join(number) for number in range(count))

    def count(self, news: dict[str, Any]) -> None:
        now = time.perf_counter()
        for seat, state in news["body"].get("seats", {}).items():
            if state == SOLD:
                self.shown[seat].append(now)
                if len(self.shown[seat]) == len(self.sockets):
                    self.by_all[seat].set()

    async def sold(self, seat: str) -> list[float]:
        """When each showed it; returns when all have."""
        await self.by_all[seat].wait()
        return self.shown[seat]

    def close(self) -> None:
        for socket in self.sockets:
            socket.transport.close()
