"""How somebody is sent to a provider, and known when they come back: nothing is kept meanwhile but here, by the secret.

A state is `<random>.<end>.<mark>`, of one provider and one browser. What goes to the provider with it follows from it.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from edge.asking.acceptance import Acceptance

LASTS = 600
"""Seconds."""
SIZE = 32
"""Hex characters of an attempt's name."""


@dataclass(frozen=True, slots=True)
class Way:
    """`verifier` is shown to the provider when its code is changed, and by its hash before (RFC 7636)."""

    state: str
    verifier: str
    nonce: str

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    @property
    def attempt(self) -> str:
        """Its name, which says nothing of the state."""
        return hashlib.sha256(self.state.encode()).hexdigest()[:SIZE]


class States:
    def __init__(self, secret: str) -> None:
        self._signed, self._secret = Acceptance(secret, LASTS), secret.encode()

    def begun(self, provider: str, browser: str) -> Way:
        random = secrets.token_urlsafe(24)
        return self._way(f"{random}.{self._signed.token(_thing(provider, random), browser)}", browser)

    def returned(self, provider: str, browser: str, state: str) -> Way | None:
        """None if this browser was not sent there with it, or too long ago."""
        random, _, signed = state.partition(".")
        good = browser and self._signed.holds(signed, _thing(provider, random), browser)
        return self._way(state, browser) if good else None

    def _way(self, state: str, browser: str) -> Way:
        return Way(state, self._follows("verifier", state, browser), self._follows("nonce", state, browser))

    def _follows(self, *said: str) -> str:
        return hmac.digest(self._secret, "\n".join(said).encode(), hashlib.sha256).hex()


def _thing(provider: str, random: str) -> str:
    return f"state of {provider}/{random}"
