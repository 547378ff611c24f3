"""Claims and results of effects, of many effects in one statement."""

import asyncpg

from choreography.changes import EffectRow, Waiting
from choreography.postgres import queries
from choreography.postgres.errors import reached
from choreography.postgres.records import effect_of
from choreography.postgres.save_waiting import inserted
from choreography.together import Together, apart

Claim = tuple[str, int, float, float]
"""Of which effect, under which epoch, for how long, and how old another's claim must be: both in seconds."""


class EffectTable:
    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self.pool = pool
        self.claim: Together[Claim, EffectRow | None] = Together(apart(self._claims))
        self.finish: Together[tuple[str, Waiting], bool] = Together(apart(self._finishes))

    async def _claims(self, claims: list[Claim]) -> list[EffectRow | None]:
        with reached():
            rows = await self.pool.fetch(queries.CLAIM, *(list(column) for column in zip(*claims, strict=True)))
        took = {row["id"]: effect_of(row) for row in rows}
        return [took.get(id_) for id_, *_ in claims]

    async def _finishes(self, finishes: list[tuple[str, Waiting]]) -> list[bool]:
        first = dict(reversed(finishes))
        with reached():
            rows = await self.pool.fetch(queries.FINISH, *inserted(list(first.values())), list(first))
        took = {row["id"] for row in rows}
        return [id_ in took and first.pop(id_, None) is result for id_, result in finishes]
