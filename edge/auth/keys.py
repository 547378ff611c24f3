"""The public keys that access tokens are signed with: loaded once, looked up by name, read anew when one is unknown."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

log = logging.getLogger(__name__)
ASK_AGAIN = 1.0
"""Seconds, at least, between two readings on account of unknown names: anybody may make up a name."""
READINGS = 2
"""For which one unknown name is waited."""
EVERY = 30.0
"""Seconds between two readings without a cause."""

Jwk = dict[str, Any]
ReadKeys = Callable[[], Awaitable[list[Jwk]]]
"""The keys that are published and not retired. May raise anything when they cannot be read."""


class Keys:
    """`changed` is called when a key is gone: what was verified with it counts no more."""

    def __init__(self, read: ReadKeys, ask_again: float = ASK_AGAIN) -> None:
        self.read, self.ask_again = read, ask_again
        self.changed: Callable[[], None] = lambda: None
        self.loaded: dict[str, RSAPublicKey] = {}
        self.jwks: list[Jwk] = []
        self._read_at = 0.0
        self._next: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> RSAPublicKey | None:
        """A key that signs already may be on its way through the views: an unknown name is waited for a little."""
        for _ in range(READINGS):
            if kid in self.loaded:
                break
            await asyncio.shield(self._reading())
        return self.loaded.get(kid)

    def _reading(self) -> "asyncio.Task[None]":
        """The next one, which all who ask meanwhile share."""
        if self._next is None or self._next.done():
            self._next = asyncio.create_task(self._soon())
        return self._next

    async def _soon(self) -> None:
        await asyncio.sleep(max(0.0, self.ask_again - (time.monotonic() - self._read_at)))
        await self.refresh()

    async def refresh(self) -> None:
        """What cannot be read leaves everything as it is."""
        self._read_at = time.monotonic()
        try:
            found = await self.read()
        except Exception as error:
            log.warning("the signing keys were not read: %r", error)
            return
        self.take(found)

    def take(self, jwks: list[Jwk]) -> None:
        loaded = {jwk["kid"]: self.loaded.get(jwk["kid"]) or _load(jwk) for jwk in jwks}
        gone = self.loaded.keys() - loaded.keys()
        self.loaded, self.jwks = loaded, jwks
        if gone:
            self.changed()

    async def run(self) -> None:
        """For ever; soon again until there is a first key."""
        while True:
            await self.refresh()
            await asyncio.sleep(EVERY if self.loaded else self.ask_again)


def _load(jwk: Jwk) -> RSAPublicKey:
    key = RSAAlgorithm.from_jwk(json.dumps(jwk))
    assert isinstance(key, RSAPublicKey)
    return key
