"""Spare codes: for who has lost the second factor. Each counts once."""

import base64
import secrets

from handlers.identity.vault import Vault

COUNT = 10
SIZE = 16
"""Random bytes: 26 characters, in two halves. There is no guessing them, so a fast hash is enough."""


def fresh() -> list[str]:
    words = (base64.b32encode(secrets.token_bytes(SIZE)).decode().rstrip("=").lower() for _ in range(COUNT))
    return [f"{word[:13]}-{word[13:]}" for word in words]


def digest(code: str, vault: Vault) -> str:
    """Keyed, for who has the table alone. However it was typed."""
    plain = "".join(code.split()).replace("-", "").lower()
    return vault.stamped(f"spare/{plain}").hex()
