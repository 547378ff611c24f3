"""Private keys in use: unwrapped when first needed, never written anywhere in clear."""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key

from choreography.master import MasterKey
from choreography.sealing import open_sealed
from handlers.identity.keys import RingKey
from handlers.identity.own import Opening
from handlers.identity.settings import IdentitySettings

KEPT = 8
"""Loaded keys of each kind."""


class Vault:
    """`issuer` and `audience` go into the tokens that are signed with its keys."""

    def __init__(self, settings: IdentitySettings) -> None:
        self.issuer, self.audience = settings.issuer, settings.audience
        self._master = MasterKey(settings.master.get_secret_value(), "identity")
        self._chain, self._stamp = self._master.derived("refresh chain"), self._master.derived("refresh stamp")
        self.signing = lru_cache(KEPT)(self._signing)
        self._sealing = lru_cache(KEPT)(self._load_sealing)

    def wrap(self, kid: str, private: bytes) -> str:
        return base64.b64encode(self._master.wrap(private, kid)).decode()

    def wrap_factor(self, account: str, key: bytes) -> str:
        return self.wrap(_of_factor(account), key)

    def unwrap_factor(self, account: str, wrapped: str) -> bytes:
        return self._master.unwrap(base64.b64decode(wrapped), _of_factor(account))

    def opened(self, asked: Opening) -> str | None:
        """What is in the box, or None: it was sealed to another key, bound to something else, or holds no text."""
        try:
            return open_sealed(self._sealing(asked.sealing), asked.secret, asked.context).decode()
        except ValueError:
            return None

    def chained(self, text: str) -> bytes:
        """What follows from a secret, for who has the master key."""
        return hmac.digest(self._chain, text.encode(), hashlib.sha256)

    def stamped(self, text: str) -> bytes:
        """By which a text is known to be of our making."""
        return hmac.digest(self._stamp, text.encode(), hashlib.sha256)

    def _signing(self, key: RingKey) -> RSAPrivateKey:
        loaded = load_der_private_key(self._unwrapped(key), password=None)
        assert isinstance(loaded, RSAPrivateKey)
        return loaded

    def _load_sealing(self, key: RingKey) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self._unwrapped(key))

    def _unwrapped(self, key: RingKey) -> bytes:
        return self._master.unwrap(base64.b64decode(key.private), key.kid)


def _of_factor(account: str) -> str:
    return f"second factor/{account}"
