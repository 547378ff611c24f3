"""The keyring in PostgreSQL: the port `choreography.keyring.Keyring`, through functions alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from choreography.keyring import DataKey, Erased, NoKey, new_key
from choreography.master import MasterKey
from choreography.postgres.errors import reached

ERASED = "BX003"


class PostgresKeyring:
    """Keys are wrapped here: the database never sees one. The role of the pool, or of the one connection, decides what
    may be done with it.
    """

    def __init__(
        self, pool: "asyncpg.Pool[asyncpg.Record] | asyncpg.Connection[asyncpg.Record]", master: MasterKey
    ) -> None:
        self.pool, self.master = pool, master

    async def seal_key(self, person_id: str) -> DataKey:
        fresh = self.master.wrap(new_key(), person_id)
        return await self._key("select version, wrapped from keyring.seal_key($1, $2)", person_id, fresh)

    async def first_key(self, person_id: str) -> DataKey:
        fresh = self.master.wrap(new_key(), person_id)
        return await self._key("select version, wrapped from keyring.first_key($1, $2)", person_id, fresh)

    async def open_key(self, person_id: str) -> DataKey:
        return await self._key("select version, wrapped from keyring.open_key($1)", person_id)

    async def erase(self, person_id: str) -> None:
        with reached():
            await self.pool.execute("select keyring.erase_key($1)", person_id)

    async def _key(self, query: str, person_id: str, *more: bytes) -> DataKey:
        with reached(), _not_erased(person_id):
            row = await self.pool.fetchrow(query, person_id, *more)
        if row is None:
            raise NoKey(person_id)
        return DataKey(row["version"], self.master.unwrap(row["wrapped"], person_id))


@contextmanager
def _not_erased(person_id: str) -> Iterator[None]:
    try:
        yield
    except asyncpg.PostgresError as error:
        if error.sqlstate != ERASED:
            raise
        raise Erased(person_id) from error
