"""Where people are reached and what they prefer, looked up as a mail is sent: bookings have other keys."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import asyncpg

from choreography.memory.books import Books
from choreography.postgres.errors import reached
from choreography.row import Row
from choreography.together import Together
from contracts.sealed import Sealed
from contracts.users import MAILS, MailGroup
from handlers.email.quiet import unsubscribed
from handlers.email.rows import Bounce, Contact, Preferences

READER = """select account_id, coalesce(c.new_mail, c.mail) as mail, c.name, c.verified, p.said,
coalesce(b.hard, false) as lost from contact c left join preferences p using (account_id)
left join bounce b using (account_id) where account_id = any($1::text[])"""
READERS = """from contact c left join preferences p using (account_id) left join bounce b using (account_id)
where c.verified and not c.erased and coalesce(p.said ->> $1, '') <> 'off' and not coalesce(b.hard, false)"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is to have a mail: `said` is what they prefer; `lost`: a mail came back for good."""

    contact: Contact
    said: Mapping[str, str]
    lost: bool


class Contacts(Protocol):
    async def find(self, account_id: str) -> Reader | None:
        """None if nothing was heard of the person yet. Raises Unreachable."""
        ...

    async def readers(self, group: MailGroup) -> int:
        """How many want mails of this group, and are reached. Raises Unreachable."""
        ...

    async def page(self, group: MailGroup, after: str, most: int) -> list[str]:
        """The next of them behind this account, by account. Raises Unreachable."""
        ...


class PostgresContacts:
    """Who is asked for while an answer is under way is asked for in the next question, all at once."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self.pool = pool
        self.find: Together[str, Reader | None] = Together(self._find)

    async def _find(self, accounts: list[str]) -> list[Reader | None]:
        with reached():
            rows = await self.pool.fetch(READER, accounts)
        found = {row["account_id"]: reader_of(row) for row in rows}
        return [found.get(account) for account in accounts]

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

    async def find(self, account_id: str) -> Reader | None:
        contact, said, bounce = (self._row(kind, account_id) for kind in (Contact, Preferences, Bounce))
        if not isinstance(contact, Contact):
            return None
        preferences = said.said if isinstance(said, Preferences) else {}
        return Reader(contact, preferences, isinstance(bounce, Bounce) and bounce.hard)

    def _row(self, kind: type[Row], account_id: str) -> Row | None:
        return self.books.rows.get(kind, {}).get((account_id,))

    async def readers(self, group: MailGroup) -> int:
        return len(await self._wanting(group))

    async def page(self, group: MailGroup, after: str, most: int) -> list[str]:
        return [one for one in await self._wanting(group) if one > after][:most]

    async def _wanting(self, group: MailGroup) -> list[str]:
        there = sorted(key[0] for key in self.books.rows.get(Contact, {}))
        readers = [one for account in there if (one := await self.find(account))]
        reached = [one for one in readers if one.contact.verified and not one.contact.erased and not one.lost]
        return [one.contact.account_id for one in reached if not unsubscribed(one.said, group)]


def reader_of(row: Any) -> Reader:
    name = Sealed.model_validate_json(row["name"]) if row["name"] else None
    mail = Sealed.model_validate_json(row["mail"])
    contact = Contact(row["account_id"], mail, name, verified=row["verified"])
    return Reader(contact, json.loads(row["said"]) if row["said"] else {}, row["lost"])
