"""Access tokens: verified once each, then known until they expire."""

import time
from collections import OrderedDict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import jwt

from edge.auth.keys import Keys
from edge.auth.revocations import Revocations
from edge.live.ports import TokenRefused, User

KIND = "at+jwt"
ALGORITHM = "RS256"
REQUIRED = ["exp", "iat", "sub", "sid", "iss", "aud"]
TOKEN_AT_MOST = 4_096
"""Characters."""


class Tokens:
    """The cache holds the `size` users that came last, by their token's hash; a revoked session counts for nothing."""

    def __init__(self, keys: Keys, revoked: Revocations, issuer: str, audience: str, size: int) -> None:
        self.keys, self.revoked, self.issuer, self.audience, self.size = keys, revoked, issuer, audience, size
        keys.changed = self.forget
        self.known: OrderedDict[bytes, tuple[User, float]] = OrderedDict()

    async def verify(self, token: str) -> User:
        """Raises TokenRefused."""
        mark = sha256(token.encode()).digest()
        if (found := self.known.get(mark)) is None:
            user = await self._verified(token)
            found = self.known[mark] = user, user.expires_at.timestamp()
            if len(self.known) > self.size:
                self.known.popitem(last=False)
        self.known.move_to_end(mark)
        user, expires = found
        if expires <= time.time():
            self.known.pop(mark, None)
            raise TokenRefused("token_expired")
        if user.session in self.revoked:
            raise TokenRefused("session_revoked")
        return user

    def forget(self) -> None:
        self.known.clear()

    async def _verified(self, token: str) -> User:
        if len(token) > TOKEN_AT_MOST:
            raise TokenRefused("token_invalid")
        try:
            head = jwt.get_unverified_header(token)
            if head.get("typ") != KIND or head.get("alg") != ALGORITHM:
                raise TokenRefused("token_invalid")
            if (key := await self.keys.find(str(head.get("kid")))) is None:
                raise TokenRefused("token_invalid")
            return _user(self._claims(token, key))
        except jwt.ExpiredSignatureError as error:
            raise TokenRefused("token_expired") from error
        except jwt.InvalidTokenError as error:
            raise TokenRefused("token_invalid") from error

    def _claims(self, token: str, key: Any) -> dict[str, Any]:
        return jwt.decode(
            token, key, [ALGORITHM], {"require": REQUIRED}, audience=self.audience, issuer=self.issuer, leeway=0
        )


def _user(claims: dict[str, Any]) -> User:
    roles = frozenset(map(str, claims.get("roles", ())))
    proved, signed_in = (
        datetime.fromtimestamp(claims[name], UTC) if name in claims else None for name in ("otp", "auth_time")
    )
    expires = datetime.fromtimestamp(claims["exp"], UTC)
    return User(str(claims["sub"]), roles, str(claims["sid"]), expires, proved, signed_in)
