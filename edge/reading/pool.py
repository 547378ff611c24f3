"""Reading: one statement each, whose JSON goes out as the database made it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from choreography.postgres.errors import reached
from choreography.postgres.pool import connected
from edge.breaking import breaker, through


class Reads:
    """Opened once the loop runs. Every call raises Unreachable when the database is away."""

    def __init__(self, dsn: str, size: int, timeout: float, name: str = "postgresql") -> None:
        self.dsn, self.size, self.timeout = dsn, size, timeout
        self.breaker = breaker(name)
        self.pool: asyncpg.Pool[asyncpg.Record] | None = None

    async def open(self) -> None:
        with reached():
            self.pool = await connected(self.dsn, "views", size=self.size, timeout=self.timeout)

    async def close(self) -> None:
        if self.pool:
            await self.pool.close()

    async def text(self, query: str, *args: object) -> bytes | None:
        """The first column of the first row, which is JSON; None if there is no row."""
        async with self.asked() as connection:
            found = await connection.fetchval(query, *args)
        return None if found is None else str(found).encode()

    async def rows(self, query: str, *args: object) -> "list[asyncpg.Record]":
        async with self.asked() as connection:
            found: list[asyncpg.Record] = await connection.fetch(query, *args)
        return found

    @asynccontextmanager
    async def asked(self) -> "AsyncIterator[asyncpg.pool.PoolConnectionProxy[asyncpg.Record]]":
        """Where all connections are busy one waits as long as for an answer: whoever asked would be gone later."""
        with through(self.breaker), reached():
            async with self.opened.acquire(timeout=self.timeout) as connection:
                yield connection

    @property
    def opened(self) -> "asyncpg.Pool[asyncpg.Record]":
        assert self.pool, "not opened"
        return self.pool
