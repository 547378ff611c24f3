"""The connection that a lane keeps between its batches, instead of asking the pool for one at each statement."""

from contextlib import suppress
from typing import Any

import asyncpg

from choreography.postgres.errors import reached

STATEMENTS = 1_000


class Kept:
    """One of the pool's, so long as nothing fails on it. Of a pool of one nothing is kept: others need it, too.

    After so many `statements` the pool has it for a moment: it replaces one that is old.

    Who asks while another is answered gets one of the others: what does not belong to the lane waits for nothing here.
    """

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", statements: int = STATEMENTS) -> None:
        self.pool, self.keeps, self.statements = pool, pool.get_max_size() > 1, statements
        self._asked = 0
        self._held: Any = None
        self._busy = False

    async def fetch(self, text: str, *arguments: Any) -> list[Any]:
        """Raises Unreachable if there is no connection, and what the driver raises once it was asked."""
        if self._busy or not self.keeps:
            with reached():
                other = await self.pool.acquire()
            try:
                return list(await other.fetch(text, *arguments))
            finally:
                await self.pool.release(other)
        self._busy = True
        try:
            return list(await (await self._connection()).fetch(text, *arguments))
        except BaseException:
            await self.give_back()
            raise
        finally:
            self._busy = False

    async def _connection(self) -> Any:
        if self._asked >= self.statements or not self._lives():
            await self.give_back()
            with reached():
                self._held, self._asked = await self.pool.acquire(), 0
        self._asked += 1
        return self._held

    def _lives(self) -> bool:
        with suppress(asyncpg.InterfaceError):  # the pool took it back when it was cut
            return self._held is not None and not self._held.is_closed()
        return False

    async def give_back(self) -> None:
        """The pool cannot be closed before; it mends what failed."""
        held, self._held = self._held, None
        if held is not None:
            await self.pool.release(held)
