"""Who may be told of what changes: whoever is signed in, and programs whose token may read."""

from litestar.types import Scope

from edge.auth.api_tokens import KnownTokens, is_one
from edge.auth.factor import lacks
from edge.auth.tokens import Tokens
from edge.auth.trying import tried
from edge.limits.limit import Limits
from edge.live.ports import TokenRefused, TooManyTokens, User, Verify
from edge.problem import Problem


def watching(tokens: Tokens, api_tokens: KnownTokens, limits: Limits, required: frozenset[str] = frozenset()) -> Verify:
    """Of the roles that are `required` to have a second factor nobody watches without one."""

    async def verify(token: str, address: str) -> User:
        if not is_one(token):
            user = await tokens.verify(token)
            if lacks(user, user.roles, required):
                raise TokenRefused("second_factor_needed")
            return user
        scope: Scope = {"state": {}}  # type: ignore[assignment] # the limit's headers, told to nobody
        try:
            user = await tried(api_tokens, limits, scope, address, token)
        except Problem as problem:
            raise TooManyTokens from problem
        if "read" not in (user.scopes or ()):
            raise TokenRefused("scope_missing")
        return user

    return verify
