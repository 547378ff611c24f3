"""Reading from a replica, as long as it is there and young enough; else from the primary."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from choreography.ports import Denied, Unreachable
from edge.reading.pool import Reads

if TYPE_CHECKING:
    import asyncpg

T = TypeVar("T")
log = logging.getLogger(__name__)
LOOK = 0.5
"""Seconds between two looks at how old it is."""
MARKS = 200
WROTE = "select (pg_current_wal_flush_lsn() - '0/0')::bigint"
REPLAYED = "select coalesce(pg_last_wal_replay_lsn() - '0/0', 0)::bigint"


class Replica(Reads):
    """Not used until a look has found it young: at most `at_most` seconds old.

    How old it is follows from the log alone: what it has replayed, the primary had written at one of our looks. While
    the primary itself is away the replica is the best that there is, however old.
    """

    def __init__(self, dsn: str, size: int, timeout: float, primary: Reads, at_most: float) -> None:
        super().__init__(dsn, size, timeout, "replica")
        self.primary, self.at_most, self.good = primary, at_most, False
        self._marks: deque[tuple[float, int]] = deque(maxlen=MARKS)

    async def open(self) -> None:
        """It may be away: the looks go on."""
        try:
            await super().open()
        except Unreachable as error:
            log.warning("the replica is away: %s", error)

    async def text(self, query: str, *args: object) -> bytes | None:
        return await self._read(super().text, self.primary.text, query, args)

    async def rows(self, query: str, *args: object) -> "list[asyncpg.Record]":
        return await self._read(super().rows, self.primary.rows, query, args)

    async def _read(
        self,
        there: Callable[..., Awaitable[T]],
        here: Callable[..., Awaitable[T]],
        query: str,
        args: tuple[object, ...],
    ) -> T:
        if self.good:
            try:
                return await there(query, *args)
            except Unreachable as error:
                self._failed(error)
        return await here(query, *args)

    def _failed(self, error: Unreachable) -> None:
        """What it would not do (a statement that stood in the way of the replay, say) it may do next time."""
        if not isinstance(error, Denied):
            self._becomes(False, str(error))

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        try:
            self._becomes(await self._young(), "too old")
        except Unreachable as error:
            self._becomes(False, str(error))

    async def _young(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self.pool is None:
            await super().open()
        wrote, replayed = await asyncio.gather(self._wrote(), super().text(REPLAYED))
        if wrote is None:
            return True
        self._marks.append((now, wrote))
        return any(at >= now - self.at_most and mark <= int(replayed or 0) for at, mark in self._marks)

    async def _wrote(self) -> int | None:
        """None while the primary does not say."""
        try:
            return int(await self.primary.text(WROTE) or 0)
        except Unreachable:
            return None

    def _becomes(self, good: bool, why: str) -> None:
        if good != self.good:
            log.log(
                logging.INFO if good else logging.WARNING,
                "reading from the %s",
                "replica" if good else f"primary: {why}",
            )
        self.good = good
