"""The keyring in PostgreSQL: the port `choreography.keyring.Keyring`, through functions alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg

from choreography.keyring import DataKey, Erased, NoKey, new_key
from choreography.master import MasterKey
from choreography.postgres.errors import reached
from choreography.together import Together, apart

ERASED = "BX003"
OPEN = """select asked.person, found.version, found.wrapped
from unnest($1::text[]) as asked(person), keyring.open_key(asked.person) as found"""


class PostgresKeyring:
    """Keys are wrapped here: the database never sees one. The role of the pool, or of the one connection, decides what
    may be done with it.
    """

    def __init__(
        self, pool: "asyncpg.Pool[asyncpg.Record] | asyncpg.Connection[asyncpg.Record]", master: MasterKey
    ) -> None:
        self.pool, self.master = pool, master
        self._open: Together[str, DataKey] = Together(apart(self._opened))

    async def seal_key(self, person_id: str) -> DataKey:
        fresh = self.master.wrap(new_key(), person_id)
        return await self._key("select version, wrapped from keyring.seal_key($1, $2)", person_id, fresh)

    async def first_key(self, person_id: str) -> DataKey:
        fresh = self.master.wrap(new_key(), person_id)
        return await self._key("select version, wrapped from keyring.first_key($1, $2)", person_id, fresh)

    async def open_key(self, person_id: str) -> DataKey:
        """Who is asked for while an answer is under way is asked for in the next question, all at once."""
        return await self._open(person_id)

    async def _opened(self, people: list[str]) -> list[DataKey | NoKey]:
        """One who is erased makes it fail for all: each is asked for alone then."""
        with reached(), _not_erased(people[0]):
            rows = await self.pool.fetch(OPEN, people)
        found = {row["person"]: DataKey(row["version"], self._unwrapped(row)) for row in rows}
        return [found.get(person) or NoKey(person) for person in people]

    def _unwrapped(self, row: Any) -> bytes:
        return self.master.unwrap(row["wrapped"], row["person"])

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
