"""A master key: other keys lie wrapped by it, wherever they lie."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class WrongMaster(ValueError):
    """Wrapped by another master key, for another owner, or changed since."""


class MasterKey:
    """Derived from a secret of the settings; keys of different purposes cannot stand in for one another."""

    def __init__(self, secret: str, purpose: str) -> None:
        self._secret, self._purpose = secret.encode(), purpose
        self._cipher = AESGCM(self.derived("wrap"))

    def derived(self, use: str) -> bytes:
        """32 bytes for one use."""
        return HKDF(SHA256(), 32, salt=None, info=f"boxoffice/{self._purpose}/{use}".encode()).derive(self._secret)

    def wrap(self, key: bytes, owner: str) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, key, owner.encode())

    def unwrap(self, wrapped: bytes, owner: str) -> bytes:
        """Raises WrongMaster."""
        try:
            return self._cipher.decrypt(wrapped[:NONCE], wrapped[NONCE:], owner.encode())
        except (InvalidTag, ValueError) as error:
            raise WrongMaster(f"the key of {owner} does not open") from error
