"""`python -m bench.reads`: what the read of a batch costs, of all tables or of those that it needs.

The ways take turns, so that a busy machine slows all of them alike: read the ratios.
"""

import asyncio
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import asyncpg
from rich.console import Console
from rich.table import Table

from choreography.changes import Wanted
from choreography.mesh import MeshSettings
from choreography.postgres.kept import Kept
from choreography.postgres.load import Loading
from choreography.postgres.pool import connected
from choreography.postgres.provision import provision
from choreography.service import Service
from choreography.step import Need
from ops import registry
from ops.stack import local_stack

SERVICES = ("bookings", "inventory", "payments", "views")
READS = 40
"""Of one way, before the next has its turn."""
Fetch = Callable[..., Awaitable[Any]]


@dataclass
class Way:
    """`wall` and `processor` are milliseconds of one read, one figure for each turn; the latter is of Python alone."""

    name: str
    loading: Loading
    fetch: Fetch
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    async def turn(self, batches: Sequence[Wanted]) -> None:
        began, used = time.perf_counter(), time.process_time()
        for wanted in batches:
            text, arguments = self.loading.statement(wanted)
            self.loading.read(await self.fetch(text, *arguments))
        self.wall.append((time.perf_counter() - began) * 1000 / len(batches))
        self.processor.append((time.process_time() - used) * 1000 / len(batches))


def ways(service: Service, pool: "asyncpg.Pool[asyncpg.Record]") -> list[Way]:
    """The first is how it was, the last how it is."""
    kept = Kept(pool)
    return [
        Way("all tables, by the pool", Loading(service.rows, sets=0), pool.fetch),
        Way("needed ones, by the pool", Loading(service.rows), pool.fetch),
        Way("all tables, kept", Loading(service.rows, sets=0), kept.fetch),
        Way("needed ones, kept", Loading(service.rows), kept.fetch),
    ]


def batches(service: Service, messages: int) -> list[Wanted]:
    """One for each step of the service: so many messages of it, about nothing that is there."""
    return [wanted([need for need in step.needs if need.row], messages) for step in service.steps.values()]


def wanted(needs: Sequence[Need], messages: int) -> Wanted:
    ids, subjects = (tuple(uuid.uuid4().hex for _ in range(messages)) for _ in range(2))
    found = Wanted((0,), ids, subjects)
    for need in needs:
        for _ in range(messages):
            if need.row and need.unique:
                found.unique.setdefault(need.row, set()).add((need.unique, uuid.uuid4().hex))
            elif need.row and need.kind != "page":
                found.rows.setdefault(need.row, set()).add(tuple(uuid.uuid4().hex for _ in need.row.KEY))
    return found


async def compared(service: Service, pool: "asyncpg.Pool[asyncpg.Record]", messages: int, rounds: int) -> list[Way]:
    found, asked = ways(service, pool), batches(service, messages)
    for way in found:
        await way.turn(asked)  # prepares every statement
        way.wall.clear()
        way.processor.clear()
    for number in range(rounds):
        for way in found[number % len(found) :] + found[: number % len(found)]:
            await way.turn(list(islice(cycle(asked), READS)))
    return found


@asynccontextmanager
async def pools() -> Any:
    """Of each service, on a server that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="boxoffice-reads-") as folder:
        async with local_stack(Path(folder)) as servers:
            mesh, found = MeshSettings(postgres=servers.postgres), {}
            for name in SERVICES:
                service = registry.service(name)
                await provision(mesh.postgres, service, registry.migrations(name), mesh.password(name))
                found[service] = await connected(mesh.dsn(name), name, size=4, timeout=30)
            yield found


async def main(rounds: int) -> None:
    table = Table("service", "messages", "way", "ms", "of them Python", "ratio", box=None)
    async with pools() as found:
        for service, pool in found.items():
            for messages in (1, 50):
                before, *_ = measured = await compared(service, pool, messages, rounds)
                for way in measured:
                    ratio = statistics.median(one / first for one, first in zip(way.wall, before.wall, strict=True))
                    wall, processor = statistics.median(way.wall), statistics.median(way.processor)
                    figures = (f"{wall:.2f}", f"{processor:.2f}", f"{ratio:.2f}")
                    table.add_row(service.name, str(messages), way.name, *figures)
            pool.terminate()
    Console(width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    asyncio.run(main(rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 40))
