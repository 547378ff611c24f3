"""API tokens that somebody brings: those that are none are counted by address, on all ways in together."""

from litestar.types import Scope

from edge.auth.api_tokens import KnownTokens
from edge.limits.limit import Limits
from edge.live.ports import TokenRefused, User


async def tried(api_tokens: KnownTokens, limits: Limits, scope: Scope, address: str, token: str) -> User:
    """Who brings many that are none waits, before one more is looked up. Raises TokenRefused, and Problem."""
    if not api_tokens.knows(token):
        await limits.spend(scope, "tokens", address, 0)
    try:
        return await api_tokens.verify(token)
    except TokenRefused:
        await limits.spend(scope, "tokens", address)
        raise
