"""API tokens: looked up by their hash, known for moments, and no more from the second in which they are revoked."""

import hmac
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256

from pydantic import SecretStr

from choreography.sealing import to_text
from edge.auth.revocations import Revocations
from edge.live.ports import TokenRefused, User
from edge.reading.api_tokens import ApiTokens, Bearer

PREFIX = "bo_"
BYTES = 24
"""Random ones, or as good as these."""
SHAPE = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{32}}")
KNOWN_FOR = 10.0
"""Seconds after which a token is looked up again, should nobody have told that it was revoked."""

Used = Callable[[str, str], object]
"""Told each time of who came, and by which token."""


def fresh() -> str:
    return PREFIX + secrets.token_urlsafe(BYTES)


def made(secret: SecretStr, user: str, key: str) -> str:
    """The same for the same key, so that a second try is told the same; unguessable as the secret is."""
    said = "\n".join(("api token", user, key)).encode()
    return PREFIX + to_text(hmac.digest(secret.get_secret_value().encode(), said, sha256)[:BYTES])


def digest(token: str) -> str:
    """There is no guessing so many random bits, so a fast hash is enough, and it is all that anybody keeps."""
    return sha256(token.encode()).hexdigest()


def is_one(token: str) -> bool:
    return token.startswith(PREFIX)


class KnownTokens:
    """The last `size` that were good are remembered; nothing is of those that are none."""

    def __init__(self, found: ApiTokens, revoked: Revocations, size: int, used: Used) -> None:
        self.found, self.revoked, self.size, self.used = found, revoked, size, used
        self.known: OrderedDict[str, tuple[User, float]] = OrderedDict()

    def knows(self, token: str) -> bool:
        return self._known(digest(token)) is not None

    async def verify(self, token: str) -> User:
        """Raises TokenRefused, in the same words for all that is wrong with it; Unreachable if nobody can say."""
        if not SHAPE.fullmatch(token):
            raise TokenRefused("token_invalid")
        mark = digest(token)
        user = self._known(mark) or await self._looked_up(mark)
        if user.session in self.revoked or user.expires_at.timestamp() <= time.time():
            raise TokenRefused("token_invalid")
        self.used(user.id, user.session)
        return user

    def _known(self, mark: str) -> User | None:
        user, until = self.known.get(mark, (None, 0.0))
        return user if time.monotonic() < until else None

    async def _looked_up(self, mark: str) -> User:
        if (bearer := await self.found.bearer(mark)) is None:
            self.known.pop(mark, None)
            raise TokenRefused("token_invalid")
        user = _user(bearer)
        self.known[mark] = user, time.monotonic() + KNOWN_FOR
        self.known.move_to_end(mark)
        if len(self.known) > self.size:
            self.known.popitem(last=False)
        return user


def _user(bearer: Bearer) -> User:
    """Whatever the token says, nobody is an operator by it."""
    roles = frozenset(bearer.roles) - {"operator"}
    return User(bearer.account_id, roles, bearer.token_id, bearer.expires, scopes=frozenset(bearer.scopes))
