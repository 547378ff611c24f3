"""`python -m bench.locks`: what several edges read that find nothing at the same time, with the lock and without it."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.groups import behind
from choreography.kafka.observer import Observer
from edge.caching.between import Between, RedisBetween
from edge.locks import Locks, NoLocks, RedisLocks
from edge.plain_redis import Redis
from edge.reading.kafka_lanes import kafka_behind
from edge.redis_together import RedisTogether
from ops.stack import local_stack

EDGES, BOUND = 8, 5.0
READING = 0.005
"""Seconds that the database takes for a page."""
Ask = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Job:
    """What only one need do. `asks` has one for each edge."""

    name: str
    asks: list[Ask]
    rounds: int


@dataclass
class Measured:
    """`readings` are those of one round, in which all edges find nothing; `ms` is until the last edge has it."""

    readings: float
    ms: float


async def measured(redis: Redis, locks: Locks, job: Job) -> Measured:
    readings = 0

    async def got(edge: Between, ask: Ask, number: int) -> None:
        async def read() -> bytes:
            nonlocal readings
            readings += 1
            await ask()
            return b"found" * 250

        await edge.get(f"{job.name}/{number}", BOUND, read)

    edges = [RedisBetween(RedisTogether(redis), locks) for _ in job.asks]
    await asyncio.gather(*(ask() for ask in job.asks))
    began = time.perf_counter()
    for number in range(job.rounds):
        await asyncio.gather(*(got(edge, ask, number) for edge, ask in zip(edges, job.asks, strict=True)))
    return Measured(readings / job.rounds, (time.perf_counter() - began) * 1000 / job.rounds)


async def page() -> None:
    await asyncio.sleep(READING)


def jobs(observers: list[Observer]) -> list[Job]:
    return [
        Job("an event's page", [page for _ in observers], rounds=200),
        Job("how far the views are behind", [kafka_behind(observer) for observer in observers], rounds=20),
    ]


async def main() -> None:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="boxoffice-locks-"))
        servers = await stack.enter_async_context(local_stack(Path(folder)))
        redis = await stack.enter_async_context(Redis.from_url(servers.redis))
        await behind(servers.kafka)
        observers = [Observer(servers.kafka) for _ in range(EDGES)]
        for observer in observers:
            stack.push_async_callback(observer.close)
        table = Table("what", "", "readings", "ms until all have it", box=None)
        for job in jobs(observers):
            for name, locks in (("with its lock", RedisLocks(redis)), ("without", NoLocks())):
                await redis.flushall()
                found = await measured(redis, locks, job)
                table.add_row(job.name, name, f"{found.readings:.2f}", f"{found.ms:.1f}")
        Console().print(table)


if __name__ == "__main__":
    asyncio.run(main())
