"""Refresh tokens: `<session>.<secret>.<stamp>`. Of each only the hash is kept.

The stamp tells a token that was genuine once from one that never was, so that only the former ends a session. The
successor follows from the token and the master key, so that who asks twice is given the same one, and nobody keeps it.
"""

import hashlib
import hmac
import secrets

from choreography.sealing import to_text
from handlers.identity.vault import Vault

STAMP = 16
"""Bytes."""


def first(sid: str, vault: Vault) -> str:
    return _token(sid, secrets.token_bytes(32), vault)


def successor(token: str, vault: Vault) -> str:
    return _token(token.partition(".")[0], vault.chained(token), vault)


def genuine(token: str, sid: str, vault: Vault) -> bool:
    body, _, stamp = token.rpartition(".")
    return body.startswith(f"{sid}.") and hmac.compare_digest(stamp.encode(), _stamp(body, vault).encode())


def hashed(token: str) -> str:
    """There is no guessing 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _token(sid: str, secret: bytes, vault: Vault) -> str:
    body = f"{sid}.{to_text(secret)}"
    return f"{body}.{_stamp(body, vault)}"


def _stamp(body: str, vault: Vault) -> str:
    return to_text(vault.stamped(body)[:STAMP])
