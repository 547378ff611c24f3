"""Who may be told of what changes: whoever is signed in, and programs whose token may read."""

from edge.auth.api_tokens import KnownTokens, is_one
from edge.auth.tokens import Tokens
from edge.live.ports import TokenRefused, User, Verify


def watching(tokens: Tokens, api_tokens: KnownTokens) -> Verify:
    async def verify(token: str) -> User:
        if not is_one(token):
            return await tokens.verify(token)
        user = await api_tokens.verify(token)
        if "read" not in (user.scopes or ()):
            raise TokenRefused("scope_missing")
        return user

    return verify
