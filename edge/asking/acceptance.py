"""A signed word that something was accepted: with it the asker is not told "not found" while the views lag."""

import base64
import hashlib
import hmac
import time

from choreography.sealing import to_text

SIZE = 12
"""Bytes of the mark."""
CODE = 4
"""Bytes of a code that people type."""


class Acceptance:
    """`<end in seconds since 1970>.<mark>`, for one thing and one user."""

    def __init__(self, secret: str, lasts: int) -> None:
        self.secret, self.lasts = secret.encode(), lasts

    def token(self, thing: str, user: str) -> str:
        end = str(int(time.time()) + self.lasts)
        return f"{end}.{self._mark(thing, user, end)}"

    def holds(self, token: str, thing: str, user: str) -> bool:
        end, _, mark = token.partition(".")
        if not (end.isascii() and end.isdigit() and len(end) < SIZE):
            return False
        return int(end) >= time.time() and hmac.compare_digest(mark.encode(), self._mark(thing, user, end).encode())

    def code(self, thing: str, user: str) -> str:
        """Short enough to be typed: without it nobody knows that this was seen. It holds as long as the thing does."""
        said = "\n".join(("code", thing, user)).encode()
        return hmac.digest(self.secret, said, hashlib.sha256)[:CODE].hex().upper()

    def unguessable(self, thing: str, user: str) -> str:
        """The same for the same thing: 26 letters and digits, 128 bits."""
        said = "\n".join(("unguessable", thing, user)).encode()
        return base64.b32encode(hmac.digest(self.secret, said, hashlib.sha256)[:16]).decode().rstrip("=")

    def _mark(self, thing: str, user: str, end: str) -> str:
        said = "\n".join((thing, user, end)).encode()
        return to_text(hmac.digest(self.secret, said, hashlib.sha256)[:SIZE])
