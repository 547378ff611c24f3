"""What the services remember, in PostgreSQL: each schema is read under its own service's role."""

import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any, TypeVar

import asyncpg

from choreography.changes import EffectRow, Said, Waiting
from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.postgres.errors import reached
from choreography.postgres.keyring import PostgresKeyring
from choreography.postgres.records import EFFECT, SAID, WAITING, effect_of, said_of, waiting_of
from handlers.audit.rows import Entry, Head
from handlers.payments.rows import Dispute, MoneyCase, Stray
from handlers.views.security import IncidentView
from ops.inspector.codes import CODES, LISTS, Code
from ops.inspector.disputes import by_urgency
from ops.inspector.mails import WISHED, FailedMail
from ops.inspector.opened import opened_or_nothing
from ops.inspector.owed import OWED, Owed
from ops.inspector.refunds import FailedRefund, too_long
from ops.inspector.search import SEARCH, Search

ABOUT = "select * from entry where subject = $1 order by at, n"
NAMED = "select * from entry where id = any($1::text[])"
LINKS = """select row_to_json(e) as entry, row_to_json(h) as head
from entry e full join head h on h.kind = e.kind and h.name = e.name
order by coalesce(e.kind, h.kind), coalesce(e.name, h.name), e.place"""
# The columns in these are ours, the rest are parameters.
ALL_WAITING = f"select {WAITING} from waiting where $1 in ('', subject) order by seq"  # noqa: S608
OPEN_EFFECTS = f"select {EFFECT} from effect where envelope ->> 'subject' = $1 order by since, id"  # noqa: S608
UNPUBLISHED = f"select {SAID} from outbox where envelope ->> 'subject' = $1 order by seq"  # noqa: S608
REPLAY = """update waiting set reason = 'next', due = now(), discarded = $2
    where id = any($1::text[]) and reason = 'dead' returning 1"""
OF_ORGANISER = "select event_id from listing where organiser_id = $1"
ACCOUNT = "select account from account where case address when '' then account else address end = any($1::text[])"
INCIDENTS = "select * from incident_view where kinds <> '[]' order by until desc, incident_id"
STRAYS = "select * from stray order by created, provider_event_id"
FAILED_MAILS = """select about, kind, recipient, matter, message_id, reason from delivery
    where state = 'failed' and reason <> all($1::text[]) order by reason, message_id"""
CASES = "select * from money_case order by at, case_id"
AT_RISK = "state = 'refund_failed' or (state = 'refunding' and asked_at < now() - $1::interval)"
WHY = "case state when 'refunding' then 'pending' else reason end as reason"
FAILED_REFUNDS = f"""select event_id, booking_id, buyer_id, provider_id,
    price - (select coalesce(sum(part::bigint), 0) from jsonb_array_elements_text(parts) as part)::bigint as price,
    currency, {WHY}, attempt, '' as refund_id from payment_intent where {AT_RISK}
union all select event_id, booking_id, buyer_id, provider_id, price, currency, {WHY}, attempt, refund_id
from refund where {AT_RISK} order by event_id, booking_id, refund_id"""  # noqa: S608

R = TypeVar("R")


class PostgresBooks:
    """Connects to a schema at its first need, and stays until `close`."""

    def __init__(self, mesh: MeshSettings) -> None:
        self.mesh, self._schemas = mesh, AsyncExitStack()
        self._connections: dict[str, asyncpg.Connection[asyncpg.Record]] = {}

    async def close(self) -> None:
        await self._schemas.aclose()

    async def about(self, subject: str) -> list[Entry]:
        return [entry(row) for row in await self._rows("audit", ABOUT, subject)]

    async def named(self, ids: Iterable[str]) -> list[Entry]:
        return [entry(row) for row in await self._rows("audit", NAMED, [*ids])]

    async def search(self, wish: Search) -> list[Entry]:
        rows = await self._rows("audit", SEARCH, wish.booking, wish.person, wish.route, wish.since, wish.limit)
        return [entry(row) for row in reversed(rows)]

    async def links(self) -> AsyncIterator[tuple[Entry | None, Head | None]]:
        connection = await self._connection("audit")
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            async for record in connection.cursor(LINKS, prefetch=500):
                yield read(record["entry"], entry), read(record["head"], head)

    async def handled(self, service: str, ids: Iterable[str]) -> set[str]:
        rows = await self._rows(service, "select id from inbox where id = any($1::text[])", [*ids])
        return {row["id"] for row in rows}

    async def waiting(self, service: str, subject: str = "") -> list[Waiting]:
        return [waiting_of(row) for row in await self._rows(service, ALL_WAITING, subject)]

    async def effects(self, service: str, subject: str) -> list[EffectRow]:
        return [effect_of(row) for row in await self._rows(service, OPEN_EFFECTS, subject)]

    async def unpublished(self, service: str, subject: str) -> list[Said]:
        return [said_of(row) for row in await self._rows(service, UNPUBLISHED, subject)]

    async def replay(self, service: str, ids: Iterable[str], discard: bool = False) -> int:
        return len(await self._rows(service, REPLAY, [*ids], discard))

    async def strays(self) -> list[Stray]:
        return [Stray(**row) for row in await self._rows("payments", STRAYS)]

    async def failed_refunds(self) -> list[FailedRefund]:
        return [FailedRefund(**row) for row in await self._rows("payments", FAILED_REFUNDS, too_long())]

    async def disputes(self) -> list[Dispute]:
        return by_urgency(Dispute(**row) for row in await self._rows("payments", "select * from dispute"))

    async def cases(self) -> list[MoneyCase]:
        return [MoneyCase(**row) for row in await self._rows("payments", CASES)]

    async def incidents(self) -> list[IncidentView]:
        rows, lists = [dict(row) for row in await self._rows("views", INCIDENTS)], ("kinds", "alerts")
        return [IncidentView(**row | {name: tuple(json.loads(row[name])) for name in lists}) for row in rows]

    async def failed_mails(self) -> list[FailedMail]:
        return [FailedMail(**row) for row in await self._rows("email", FAILED_MAILS, list(WISHED))]

    async def codes(self) -> list[Code]:
        rows = await self._rows("promotions", CODES)
        return [Code(**dict(row) | {name: tuple(row[name]) for name in LISTS}) for row in rows]

    async def account(self, addresses: list[str]) -> str:
        found = await self._rows("identity", ACCOUNT, addresses)
        return found[0]["account"] if found else ""

    async def owed(self, of: str) -> list[Owed]:
        events = [row["event_id"] for row in await self._rows("catalog", OF_ORGANISER, of)]
        return [Owed(**row) for row in await self._rows("payments", OWED, [of, *events])]

    async def opened(self, sealed: str) -> str:
        """As who writes the mails: no other role may open."""
        keyring = PostgresKeyring(await self._connection("email"), KeyringSettings().master_key())
        return await opened_or_nothing(keyring, sealed)

    async def _rows(self, service: str, query: str, *arguments: Any) -> list[Any]:
        connection = await self._connection(service)
        with reached():
            rows: list[Any] = await connection.fetch(query, *arguments)
        return rows

    async def _connection(self, service: str) -> "asyncpg.Connection[asyncpg.Record]":
        if service not in self._connections:
            settings = {"search_path": service, "TimeZone": "UTC", "application_name": "boxoffice tools"}
            with reached():
                connection = await asyncpg.connect(self.mesh.dsn(service), server_settings=settings, timeout=10)
            self._schemas.push_async_callback(connection.close)
            self._connections[service] = connection
        return self._connections[service]


def entry(record: Any) -> Entry:
    return Entry(**dict(record))


def head(said: Any) -> Head:
    return Head(**said)


def read(text: str | None, make: Callable[[Any], R]) -> R | None:
    """A row from its JSON, whose times are text."""
    if text is None:
        return None
    said = json.loads(text)
    return make(said | {"at": datetime.fromisoformat(said["at"])} if "at" in said else said)
