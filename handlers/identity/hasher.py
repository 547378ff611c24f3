"""Hashing passwords: slow on purpose, so in few threads of its own and never on the event loop."""

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from handlers.identity.breached import is_breached
from handlers.identity.settings import IdentitySettings

SHORTEST, LONGEST = 8, 128
"""Characters of a password."""
T = TypeVar("T")


class Hasher:
    """Argon2id. What does not fit into a thread waits in line."""

    def __init__(self, settings: IdentitySettings) -> None:
        self._argon = PasswordHasher(settings.hash_passes, settings.hash_memory, parallelism=1)
        self._threads = ThreadPoolExecutor(settings.hash_threads, thread_name_prefix="hashing")
        self._nobody = self._argon.hash(secrets.token_urlsafe())

    async def apart(self, work: Callable[[], T]) -> T:
        """Does the work in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def close(self) -> None:
        """What is still in line is not done."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def hash(self, password: str) -> str:
        return self._argon.hash(_normal(password))

    def why_not(self, password: str) -> str:
        """Why it may not be anybody's password; empty if it may."""
        if not acceptable(password):
            return "unacceptable_password"
        return "breached_password" if is_breached(password) else ""

    def right(self, hashed: str, password: str) -> bool:
        """No hash at all takes as long as a wrong one, and is never right."""
        if not acceptable(password):
            hashed, password = "", ""
        try:
            return self._argon.verify(hashed or self._nobody, _normal(password)) and bool(hashed)
        except (VerifyMismatchError, InvalidHashError):
            return False

    def better(self, hashed: str, password: str) -> str:
        """A hash with today's parameters, if this one has others; else empty."""
        return self.hash(password) if self._argon.check_needs_rehash(hashed) else ""


def acceptable(password: str) -> bool:
    return SHORTEST <= len(password) <= LONGEST


def _normal(password: str) -> bytes:
    """The same bytes, whichever way a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", password).encode()
