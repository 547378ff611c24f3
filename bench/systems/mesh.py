"""The mesh, as `boxoffice up` starts it."""

import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.load.job import Job, Outcome
from bench.machine import Roots
from bench.plan import Load
from bench.systems.api import Api
from bench.systems.books import COUNTS, Books, books
from bench.systems.child import child, free_block, until
from bench.systems.events import SECTIONS, Seats, event, wanted
from bench.systems.people import People, people
from bench.systems.sql import unlike
from bench.systems.workers import Work, counted

LIMITS = {
    "BOXOFFICE_EDGE_WAITING": "20000",
    "BOXOFFICE_EDGE_BOOKING_BURST": "1000000",
    "BOXOFFICE_EDGE_BOOKING_RATE": "1000000",
    "BOXOFFICE_EDGE_SESSION_BURST": "1000000",
    "BOXOFFICE_EDGE_SESSION_RATE": "1000000",
    "BOXOFFICE_EDGE_CHANGE_BURST": "1000000",
    "BOXOFFICE_EDGE_READ_BURST": "1000000",
    "BOXOFFICE_EDGE_READ_RATE": "1000000",
    "BOXOFFICE_EDGE_REDIS_WITHIN": "60",
    "BOXOFFICE_EDGE_LATE": "60",
    "BOXOFFICE_EDGE_SEND_WITHIN": "60",
    "BOXOFFICE_EDGE_READ_WITHIN": "60",
}
"""A few buyers on one address do here what many on many would, so the edge's bounds on one of them are raised; and
where 5,000 come at once a request may wait for its turn, where the edge would turn it away."""
UP = [sys.executable, "-m", "ops.cli", "up"]
STARTS_WITHIN = 180.0
BESIDE = (0, 3, 10, 20, 25, 90)
"""A box office takes these ports, counted from its front door's."""
PER_EVENT = SECTIONS * 500


class Mesh:
    name = "mesh"

    def __init__(self, found: dict[str, Any], api: Api, crowd: People, books: Books) -> None:
        self.found, self.api, self.people, self.books = found, api, crowd, books
        self.on_sale: dict[int, list[Seats]] = {}
        self.before: dict[str, int] = {}

    def roots(self) -> Roots:
        """The fleet's processes, and the servers: their numbers stand in files."""
        fleet = {name: [pid] for name, pid in self.found["pids"].items()}
        servers = Path(self.found["data"]) / "stack" / "pids"
        return fleet | {file.name: [int(file.read_text())] for file in sorted(servers.iterdir())}

    def work(self) -> dict[str, Work]:
        workers = [ready for name, ready in self.found["health"].items() if not name.startswith("edge")]
        return counted(ready.replace("/health/ready", "/metrics") for ready in workers)

    async def prepared(self, load: Load) -> Job:
        await self.people.renewed()
        count = load.bookings[self.name]
        on_sale = await self._seats(load, count)
        self.events = [seats.event_id for seats in on_sale]
        await self.settled()
        await self.books.swept()
        self.before = await self.books.counted(self.events)
        buyers, ports = self.people.buyers, (port(self.found["edge"]), port(self.found["live"]))
        wants = wanted(load, count, on_sale, len(buyers))
        stripe = self.found["stripe"] if load.price else ""
        return Job("mesh", [ports[0]], wants, load.in_flight, ports[1], buyers, stripe, begins=load.seconds)

    async def _seats(self, load: Load, count: int) -> list[Seats]:
        """Events of this price that have enough seats left between them, new ones if need be."""
        there, needed = self.on_sale.setdefault(load.price, []), -(-count // PER_EVENT)
        share = 0 if load.hot else -(-count // needed)
        fit = [seats for seats in there if len(seats.left) >= share]
        for _ in range(needed - len(fit)):
            fit.append(await event(self.api, self.people.organiser, load.price))
            there.append(fit[-1])
        return fit[:needed]

    async def settled(self) -> None:
        await self.books.settled()

    async def wrong(self, load: Load, outcome: Outcome) -> list[str]:
        return unlike(self.before, await self.books.counted(self.events), dict.fromkeys(COUNTS, outcome.sold))


def port(address: str) -> int:
    return urlsplit(address).port or 80


@asynccontextmanager
async def mesh(data: Path, logs: Path, buyers: int) -> AsyncIterator[Mesh]:
    """Up, with its people registered and logged in. Raises StartFailed."""
    ready, env = data / "bench-ready.json", {**os.environ, **LIMITS}
    where = ["--ready-file", str(ready), "--data", str(data), "--port", str(free_block(BESIDE))]
    async with child([*UP, *where], env, logs / "mesh.log") as process:
        await until(ready.exists, process, logs / "mesh.log", STARTS_WITHIN)
        found = json.loads(ready.read_text())
        async with books(found["postgres"], found["kafka"]) as counting:
            with closing(Api(port(found["edge"]))) as api:
                yield Mesh(found, api, await people(api, buyers), counting)
