"""Where people are reached and what they prefer, looked up as a mail is sent: bookings have other keys."""

import json
from collections.abc import Mapping
from typing import Protocol

import asyncpg

from choreography.memory.books import Books
from choreography.postgres.errors import reached
from contracts.sealed import Sealed
from contracts.users import MAILS, MailGroup
from handlers.email.quiet import unsubscribed
from handlers.email.rows import Bounce, Contact, Preferences

CONTACT = "select coalesce(new_mail, mail) as mail, name, verified from contact where account_id = $1"


READERS = """from contact c left join preferences p using (account_id) left join bounce b using (account_id)
where c.verified and not c.erased and coalesce(p.said ->> $1, '') <> 'off' and not coalesce(b.hard, false)"""


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

    async def readers(self, group: MailGroup) -> int:
        """How many want mails of this group, and are reached. Raises Unreachable."""
        ...

    async def page(self, group: MailGroup, after: str, most: int) -> list[str]:
        """The next of them behind this account, by account. Raises Unreachable."""
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
        mail = Sealed.model_validate_json(row["mail"])
        return Contact(account_id, mail, name, verified=row["verified"])

    async def preferences(self, account_id: str) -> Mapping[str, str]:
        with reached():
            said = await self.pool.fetchval("select said from preferences where account_id = $1", account_id)
        return from_json(said) if said else {}

    async def is_lost(self, account_id: str) -> bool:
        with reached():
            return bool(await self.pool.fetchval("select hard from bounce where account_id = $1", account_id))

    async def readers(self, group: MailGroup) -> int:
        with reached():
            return int(await self.pool.fetchval(f"select count(*) {READERS}", MAILS[group]))

    async def page(self, group: MailGroup, after: str, most: int) -> list[str]:
        query = f"select account_id {READERS} and c.account_id > $2 order by account_id limit $3"
        with reached():
            return [row["account_id"] for row in await self.pool.fetch(query, MAILS[group], after, most)]


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

    async def readers(self, group: MailGroup) -> int:
        return len(await self._wanting(group))

    async def page(self, group: MailGroup, after: str, most: int) -> list[str]:
        return [one for one in await self._wanting(group) if one > after][:most]

    async def _wanting(self, group: MailGroup) -> list[str]:
        rows = self.books.rows.get(Contact, {}).values()
        there = sorted(one.account_id for one in rows if isinstance(one, Contact) and one.verified and not one.erased)
        wanting = [one for one in there if not unsubscribed(await self.preferences(one), group)]
        return [one for one in wanting if not await self.is_lost(one)]


def from_json(said: str) -> Mapping[str, str]:
    found: dict[str, str] = json.loads(said)
    return found
