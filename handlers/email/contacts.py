"""Where people are reached, looked up when a mail is about to be sent: another key space than that of bookings."""

from typing import Protocol

import asyncpg

from choreography.memory.books import Books
from choreography.postgres.errors import reached
from contracts.sealed import Sealed
from handlers.email.rows import Contact


class Contacts(Protocol):
    async def find(self, account_id: str) -> Contact | None:
        """None if nothing was heard of the person yet. Raises Unreachable."""
        ...


class PostgresContacts:
    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self.pool = pool

    async def find(self, account_id: str) -> Contact | None:
        with reached():
            row = await self.pool.fetchrow("select mail, name from contact where account_id = $1", account_id)
        if row is None:
            return None
        name = Sealed.model_validate_json(row["name"]) if row["name"] else None
        return Contact(account_id, Sealed.model_validate_json(row["mail"]), name)


class MemoryContacts:
    def __init__(self, books: Books) -> None:
        self.books = books

    async def find(self, account_id: str) -> Contact | None:
        found = self.books.rows.get(Contact, {}).get((account_id,))
        return found if isinstance(found, Contact) else None
