"""API tokens: an account for programs."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from contracts.base import Command, Event
from contracts.identity.about import OfAccount, OfPerson
from contracts.identity.words import Role, SessionId
from contracts.sealed import Sealed

Scope = Literal["read", "book", "events", "scan", "money"]
"""What an API token is for; which routes each opens, the edge says."""
TOKEN_DAYS_AT_MOST = 365
TOKEN_NAME_AT_MOST = 100
"""Characters."""


class OfToken(OfAccount, key="account", subject="token_id", carries=("token_id",)):
    """About one API token of the account. Its id is made as a session's is, and is none of one."""

    token_id: SessionId


class IssueToken(OfToken, Command):
    """The owner wants a token for programs. The edge makes it, shows it once, and tells its SHA-256 alone."""

    name: Sealed
    """What the owner knows it by."""
    scopes: tuple[Scope, ...] = Field(min_length=1)
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    days: int = Field(ge=1, le=TOKEN_DAYS_AT_MOST)


class RevokeToken(OfToken, Command):
    """The owner wants it to open nothing any more."""


class OfPersonsToken(OfPerson, key="account_id", subject="token_id", carries=("token_id",)):
    """About one API token of the person."""

    token_id: SessionId


class TokenIssued(OfPersonsToken, Event, answers=IssueToken, status=201):
    """Whoever brings a text with this SHA-256 is the person, in these roles, until `expires`, for these scopes."""

    name: Sealed
    scopes: tuple[str, ...]
    roles: tuple[Role, ...]
    digest: str
    created: datetime
    expires: datetime


class TokenNotIssued(OfPersonsToken, Event, answers=IssueToken, status=409):
    """There is no such token: too_many_tokens or banned."""

    reason: str


class TokenRevoked(OfPersonsToken, Event, answers=RevokeToken):
    """It opens nothing any more. Its sockets are to be closed."""
