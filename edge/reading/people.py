"""People and venues, and the keys that tokens are signed with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import msgspec

from contracts.sealed import Sealed
from edge.live.ports import User
from edge.reading.pool import Reads

PERSON = """select coalesce(new_mail, mail) as mail, coalesce(name, registered_name) as name, preferences, created,
    version, verified, second_factor
    from person_view where account_id = $1"""
VENUE = """select row_to_json(t)::text from (select venue_id as id, version, organiser_id, name, place, capacity
    from venue_view where venue_id = $1) t"""
ORGANISER = """select row_to_json(t)::text from (select organiser_id as id, version, verified, suspended, reason,
        decided_by from organiser_view where organiser_id = $1) t"""
KEYS = """select coalesce(json_agg(public::json order by starts), '[]')::text from key_view
    where ring = 'signing' and not retired and public <> ''"""


OWNER = "select to_json(account)::text from address_view where address = $1"
DEVICES_FROM = "select to_json(greatest(devices_from, mail_at))::text from person_view where account_id = $1"
SESSIONS = """select sid, client, started, seen, expires from session_view
    where account_id = $1 and not ended and expires > now() order by seen desc, sid limit 100"""
STANDING = """select s.sid, not s.ended and s.expires > now() as stands from session_view s
    join unnest($1::text[], $2::text[]) as asked (account_id, sid) using (account_id, sid)"""

LINKED = """select provider, linked from provider_view
    where account_id = $1 and linked > unlinked order by provider"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One session that has not ended."""

    sid: str
    client: str
    started: datetime
    seen: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Person:
    mail: Sealed | None
    name: Sealed | None
    preferences: dict[str, str]
    created: datetime
    version: int
    verified: bool = False
    second_factor: bool = False


class People(Protocol):
    """Each call may raise Unreachable."""

    async def one(self, account_id: str) -> Person | None: ...

    async def sessions(self, account_id: str) -> list[SignedIn]:
        """The last one hundred to be seen, the latest first."""
        ...

    async def standing(self, users: list[User]) -> dict[str, bool]:
        """By session: does it stand, or is it over? Of one that is not known nothing is said."""
        ...

    async def owner(self, address: str) -> str | None:
        """The account that has gone over to this address, now or before."""

    async def devices_from(self, account_id: str) -> datetime | None:
        """Of whom all were signed out, or went over to another mail: since then; what shows a device is newer."""

    async def providers(self, account_id: str) -> list[tuple[str, datetime]]:
        """Those that are linked, and since when, by name."""
        ...

    async def venue(self, venue_id: str) -> bytes | None:
        """JSON."""
        ...

    async def organiser(self, organiser_id: str) -> bytes | None:
        """JSON; None of whom nothing was decided."""
        ...

    async def keys(self) -> list[dict[str, Any]]:
        """The signing keys that are not retired, as JWKs, in the order in which they start."""
        ...


class PostgresPeople:
    def __init__(self, reads: Reads, primary: Reads) -> None:
        self.reads, self.primary = reads, primary

    async def one(self, account_id: str) -> Person | None:
        found = await self.reads.rows(PERSON, account_id)
        if not found:
            return None
        row = found[0]
        preferences = msgspec.json.decode(row["preferences"])
        return Person(
            sealed(row["mail"]), sealed(row["name"]), preferences, row["created"], row["version"], row["verified"],
            row["second_factor"],
        )  # fmt: skip

    async def sessions(self, account_id: str) -> list[SignedIn]:
        return [SignedIn(*row) for row in await self.reads.rows(SESSIONS, account_id)]

    async def standing(self, users: list[User]) -> dict[str, bool]:
        people, sessions = [user.id for user in users], [user.session for user in users]
        return {row["sid"]: row["stands"] for row in await self.reads.rows(STANDING, people, sessions)}

    async def owner(self, address: str) -> str | None:
        found = await self.primary.text(OWNER, address)
        return msgspec.json.decode(found, type=str) if found else None

    async def devices_from(self, account_id: str) -> datetime | None:
        found = await self.primary.text(DEVICES_FROM, account_id)
        return msgspec.json.decode(found, type=datetime) if found else None

    async def providers(self, account_id: str) -> list[tuple[str, datetime]]:
        return [(row["provider"], row["linked"]) for row in await self.reads.rows(LINKED, account_id)]

    async def venue(self, venue_id: str) -> bytes | None:
        return await self.reads.text(VENUE, venue_id)

    async def organiser(self, organiser_id: str) -> bytes | None:
        return await self.reads.text(ORGANISER, organiser_id)

    async def keys(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = msgspec.json.decode(await self.primary.text(KEYS) or b"[]")
        return found


def sealed(text: str | None) -> Sealed | None:
    return Sealed.model_validate_json(text) if text else None
