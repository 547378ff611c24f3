"""API tokens: whose one is, and which a person has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec

from contracts.sealed import Sealed
from edge.reading.people import sealed
from edge.reading.pool import Reads

BY_DIGEST = """select token_id, account_id, scopes, roles, expires from token_view
    where digest = $1 and digest <> '' and not revoked and expires > now()"""
OF_PERSON = """select token_id, name, scopes, created, expires, used from token_view
    where account_id = $1 and digest <> '' and not revoked and expires > now() order by created desc, token_id
    limit 100"""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who comes with a token, and what it lets them do."""

    token_id: str
    account_id: str
    scopes: tuple[str, ...]
    roles: tuple[str, ...]
    expires: datetime


@dataclass(frozen=True, slots=True)
class ListedToken:
    token_id: str
    name: Sealed | None
    scopes: tuple[str, ...]
    created: datetime
    expires: datetime
    used: datetime
    """1970, if it never was."""


class ApiTokens(Protocol):
    """Those that are neither revoked nor expired. Each call may raise Unreachable."""

    async def bearer(self, digest: str) -> Bearer | None:
        """By the token's SHA-256."""
        ...

    async def of(self, account_id: str) -> list[ListedToken]:
        """The newest first."""
        ...


class PostgresApiTokens:
    """Who is let in comes from the primary."""

    def __init__(self, reads: Reads, primary: Reads) -> None:
        self.reads, self.primary = reads, primary

    async def bearer(self, digest: str) -> Bearer | None:
        for row in await self.primary.rows(BY_DIGEST, digest):
            return Bearer(
                row["token_id"], row["account_id"], _words(row["scopes"]), _words(row["roles"]), row["expires"]
            )
        return None

    async def of(self, account_id: str) -> list[ListedToken]:
        return [
            ListedToken(
                row["token_id"], sealed(row["name"]), _words(row["scopes"]), row["created"], row["expires"], row["used"]
            )
            for row in await self.reads.rows(OF_PERSON, account_id)
        ]


def _words(text: str) -> tuple[str, ...]:
    return msgspec.json.decode(text, type=tuple[str, ...])
