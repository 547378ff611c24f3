"""Reading: one statement each, whose JSON goes out as the database made it."""

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
        with through(self.breaker), reached():
            found = await self.opened.fetchval(query, *args)
        return None if found is None else str(found).encode()

    async def rows(self, query: str, *args: object) -> "list[asyncpg.Record]":
        with through(self.breaker), reached():
            found: list[asyncpg.Record] = await self.opened.fetch(query, *args)
        return found

    @property
    def opened(self) -> "asyncpg.Pool[asyncpg.Record]":
        assert self.pool, "not opened"
        return self.pool
