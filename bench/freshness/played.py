"""A box office of its own, with pages open: first nothing else is sold, then so much a second."""

import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.freshness.pages import Pages
from bench.freshness.selling import Sale, Seen
from bench.load.http import Growing
from bench.load.mesh import ACCEPTED
from bench.systems.events import Seats, event
from bench.systems.mesh import mesh, port
from bench.systems.people import People
from choreography.tasks import background

BUYERS, WARM = 20, 10


@dataclass(frozen=True)
class Play:
    bookings: int
    pages: int
    beside: float
    """Bookings a second of others; 0: the second part is left out."""
    pause: float
    """Seconds between a booking that was seen and the next."""

    async def run(self) -> list[Seen]:
        with tempfile.TemporaryDirectory(prefix="boxoffice-freshness-") as name:
            async with mesh(Path(name) / "mesh", Path(name), BUYERS) as ours:
                seats, found = await event(ours.api, ours.people.organiser, 0), list[Seen]()
                for per_s in (0.0, self.beside) if self.beside else (0.0,):
                    await ours.settled()
                    found.append(await self.part(port(ours.found["edge"]), seats, ours.people, per_s))
                return found

    async def part(self, door: int, seats: Seats, crowd: People, per_s: float) -> Seen:
        async with opened(door, seats, crowd, self.pages) as sale:
            if not per_s:
                await sale.seen(WARM, 0.0)
                return await sale.seen(self.bookings, self.pause)
            statuses, began = list[int](), time.perf_counter()
            async with background(sale.beside(per_s, statuses)):
                found = await sale.seen(self.bookings, self.pause)
            found.beside = statuses.count(ACCEPTED) / (time.perf_counter() - began)
            return found


@asynccontextmanager
async def opened(door: int, seats: Seats, crowd: People, pages: int) -> AsyncIterator[Sale]:
    client, watching = Growing("127.0.0.1", [door]), Pages(door, seats.event_id)
    await watching.opened(pages)
    try:
        yield Sale(client, watching, seats, crowd)
    finally:
        watching.close()
        client.close()
