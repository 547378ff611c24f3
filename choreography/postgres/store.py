"""One service's schema in PostgreSQL: the port `choreography.ports.Store`."""

import json
from collections.abc import Iterable
from typing import Any, Self

import asyncpg

from choreography.changes import Changes, EffectRow, LaneRow, Loaded, PageAsk, Said, Waiting, Wanted
from choreography.postgres import queries
from choreography.postgres.columns import agree
from choreography.postgres.errors import reached, saved
from choreography.postgres.find import storable
from choreography.postgres.kept import Kept
from choreography.postgres.load import Loading, page_select
from choreography.postgres.pool import connected
from choreography.postgres.records import effect_of, lane_of, said_of, waiting_of
from choreography.postgres.save import Saving
from choreography.postgres.store_effects import EffectTable
from choreography.service import Service
from choreography.sight.standing import Standing


class PostgresStore:
    """`open` it, `close` it. Statements are prepared when a connection first runs them."""

    def __init__(self, service: Service, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self.pool, self.kept = pool, Kept(pool)
        self.loading, self.saving = Loading(service.rows), Saving(service.rows)
        self.effects = EffectTable(pool)

    @classmethod
    async def open(cls, dsn: str, service: Service, *, size: int = 4, timeout: float = 30, schema: str = "") -> Self:
        """In the schema called like the service, or another one.

        Raises Unreachable, and Disagreement if a table is not what its row type says.
        """
        with reached():
            pool = await connected(dsn, schema or service.name, size=size, timeout=timeout)
            async with pool.acquire() as connection:
                await agree(connection, service, newer=True)
        return cls(service, pool)

    @property
    def place(self) -> "asyncpg.Pool[asyncpg.Record]":
        return self.pool

    async def close(self) -> None:
        await self.kept.give_back()
        await self.pool.close()

    # the batch
    async def load(self, wanted: Wanted) -> Loaded:
        text, arguments = self.loading.statement(wanted)
        loaded = self.loading.read(await self._rows(text, *arguments))
        for ask in wanted.pages:
            loaded.pages[ask] = await self._page(ask)
        return loaded

    async def _page(self, ask: PageAsk) -> list[Any]:
        if not all(map(storable, (*ask.prefix, ask.after))):
            return []
        text, arguments = page_select(ask)
        return self.loading.page(await self._rows(text, *arguments), ask)

    async def save(self, changes: Changes) -> None:
        text, arguments = self.saving.statement(changes)
        with saved():
            await self.kept.fetch(text, *arguments)

    # the lane
    async def take(self, partitions: Iterable[int]) -> dict[int, LaneRow]:
        return by_partition(await self._rows(queries.TAKE, sorted(partitions)))

    async def recover(self, epochs: dict[int, int]) -> dict[int, LaneRow]:
        partitions = sorted(epochs)
        return by_partition(await self._rows(queries.RECOVER, partitions, [epochs[one] for one in partitions]))

    async def start(self, lanes: Iterable[LaneRow]) -> None:
        rows = [(lane.partition, lane.epoch, json.dumps(lane.next)) for lane in lanes]
        with saved():
            await self.kept.fetch(queries.START, *map(list, zip(*rows, strict=True)))

    # the outbox
    async def unpublished(self, partitions: Iterable[int]) -> list[Said]:
        return [said_of(row) for row in await self._rows(queries.UNPUBLISHED, list(partitions))]

    async def forget(self, ids: Iterable[str]) -> None:
        await self._rows(queries.FORGET, list(ids))

    # what waits
    async def due(self, partitions: Iterable[int], limit: int) -> list[Waiting]:
        return [waiting_of(row) for row in await self._rows(queries.DUE, list(partitions), limit)]

    async def next_due(self, partitions: Iterable[int]) -> float | None:
        row = await self._row(queries.NEXT_DUE, list(partitions))
        return None if row is None else row["wait"]

    # effects
    async def open_effects(self, partitions: Iterable[int]) -> list[EffectRow]:
        return [effect_of(row) for row in await self._rows(queries.OPEN_EFFECTS, list(partitions))]

    async def claim(self, effect: EffectRow, epoch: int, lease: float, wait: float) -> EffectRow | None:
        return await self.effects.claim((effect.id, epoch, lease, wait))

    async def finish(self, effect: EffectRow, result: Waiting) -> bool:
        return await self.effects.finish((effect.id, result))

    async def backlog(self, partitions: Iterable[int]) -> tuple[int, int]:
        row = await self._row(queries.BACKLOG, list(partitions))
        return row["said"], row["effects"]

    async def standing(self, partitions: Iterable[int]) -> dict[str, Standing]:
        rows = await self._rows(queries.STANDING, list(partitions))
        return {row["name"]: Standing(row["n"], row["age"]) for row in rows}

    async def rotate_inbox(self) -> None:
        """Make the coming days' partitions and drop the old ones: once a day at least, or saves fail on the fourth."""
        await self._rows("select rotate_inbox()")

    async def _rows(self, query: str, *arguments: Any) -> list[Any]:
        with reached():
            return await self.kept.fetch(query, *arguments)

    async def _row(self, query: str, *arguments: Any) -> Any:
        return next(iter(await self._rows(query, *arguments)), None)


def by_partition(rows: Iterable[Any]) -> dict[int, LaneRow]:
    return {lane.partition: lane for lane in map(lane_of, rows)}
