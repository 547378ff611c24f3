"""`python -m bench.locks`: what several edges read that find no page at the same time, with the lock and without it."""

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from edge.caching.between import RedisBetween
from edge.locks import Locks, NoLocks, RedisLocks
from edge.plain_redis import Redis
from edge.redis_together import RedisTogether
from ops.stack import local_stack

EDGES, ROUNDS, BOUND = 8, 200, 5.0
READING = 0.005
"""Seconds that the database takes for a page."""


@dataclass
class Measured:
    """`readings` are those of the database, for one page that all edges miss; `ms` is until the last edge has it."""

    readings: float
    ms: float


async def measured(redis: Redis, locks: Locks) -> Measured:
    readings, began = 0, time.perf_counter()

    async def read() -> bytes:
        nonlocal readings
        readings += 1
        await asyncio.sleep(READING)
        return b"page" * 250

    edges = [RedisBetween(RedisTogether(redis), locks) for _ in range(EDGES)]
    for number in range(ROUNDS):
        await asyncio.gather(*(edge.get(f"event/{number}", BOUND, read) for edge in edges))
    return Measured(readings / ROUNDS, (time.perf_counter() - began) * 1000 / ROUNDS)


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="boxoffice-locks-") as folder:
        async with local_stack(Path(folder)) as stack, Redis.from_url(stack.redis) as redis:
            table = Table("an event's page", "readings of the database", "ms until all have it", box=None)
            for name, locks in (("with its lock", RedisLocks(redis)), ("without", NoLocks())):
                await redis.flushall()
                found = await measured(redis, locks)
                table.add_row(name, f"{found.readings:.2f}", f"{found.ms:.1f}")
            Console().print(table)


if __name__ == "__main__":
    asyncio.run(main())
