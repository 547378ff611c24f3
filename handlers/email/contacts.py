"""Where people are reached and what they prefer, looked up as a mail is sent: bookings have other keys."""

import json
from collections.abc import Mapping
from typing import Protocol

import asyncpg

from choreography.memory.books import Books
from choreography.postgres.errors import reached
from contracts.sealed import Sealed
from handlers.email.rows import Bounce, Contact, Preferences

CONTACT = "select coalesce(new_mail, mail) as mail, name from contact where account_id = $1"


class Contacts(Protocol):
    async def find(self, account_id: str) -> Contact | None:
        """None if nothing was heard of the person yet. Raises Unreachable."""
        ...

    async def preferences(self, account_id: str) -> Mapping[str, str]:
        """Raises Unreachable."""
        ...

    async def is_lost(self, account_id: str) -> bool:
        """A mail came back for good. Raises Unreachable."""
        ...


class PostgresContacts:
    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self.pool = pool

    async def find(self, account_id: str) -> Contact | None:
        with reached():
            row = await self.pool.fetchrow(CONTACT, account_id)
        if row is None:
            return None
        name = Sealed.model_validate_json(row["name"]) if row["name"] else None
        return Contact(account_id, Sealed.model_validate_json(row["mail"]), name)

    async def preferences(self, account_id: str) -> Mapping[str, str]:
        with reached():
            said = await self.pool.fetchval("select said from preferences where account_id = $1", account_id)
        return from_json(said) if said else {}

    async def is_lost(self, account_id: str) -> bool:
        with reached():
            return bool(await self.pool.fetchval("select hard from bounce where account_id = $1", account_id))


class MemoryContacts:
    def __init__(self, books: Books) -> None:
        self.books = books

    async def find(self, account_id: str) -> Contact | None:
        found = self.books.rows.get(Contact, {}).get((account_id,))
        return found if isinstance(found, Contact) else None

    async def preferences(self, account_id: str) -> Mapping[str, str]:
        found = self.books.rows.get(Preferences, {}).get((account_id,))
        return found.said if isinstance(found, Preferences) else {}

    async def is_lost(self, account_id: str) -> bool:
        found = self.books.rows.get(Bounce, {}).get((account_id,))
        return isinstance(found, Bounce) and found.hard


def from_json(said: str) -> Mapping[str, str]:
    found: dict[str, str] = json.loads(said)
    return found
