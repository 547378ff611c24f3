"""What the hub asks of the rest of the edge."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from contracts.rights import MemberRole


class TokenRefused(Exception):
    """The token is forged, expired or revoked."""


class TooManyTokens(Exception):
    """Too many that are none came from this address: no more are looked at for a while."""


@dataclass(frozen=True)
class User:
    id: str
    roles: frozenset[str]
    session: str
    expires_at: datetime
    proved: datetime | None = None
    """When a code of a second factor was shown; None where the account has none."""
    signed_in: datetime | None = None
    """When the session began; None for an API token."""
    scopes: frozenset[str] | None = None
    """Of an API token; None for a session, which may do whatever its person may."""
    told: Mapping[str, MemberRole | Literal[""]] = field(default_factory=dict, compare=False)
    """What the person was told to be in organisations a moment ago, whatever the views say; empty: nothing any more."""

    @property
    def operator(self) -> bool:
        return "operator" in self.roles


Verify = Callable[[str, str], Awaitable[User]]
"""Of a token, and the address that it came from. Raises TokenRefused and TooManyTokens."""
Allowed = Callable[[User | None, str], Awaitable[bool]]
"""May this user, or nobody in particular, watch this channel?"""
Standing = Callable[[list[User]], Awaitable[Mapping[str, bool]]]
"""By session: does it stand, or is it over? Of one that is not known nothing is said. May raise."""
Gap = Callable[[str, int], Awaitable[list[tuple[int, int, bytes]] | None]]
"""The feed's (from, to, body) after a number, in order; None if the feed no longer reaches back so far."""
