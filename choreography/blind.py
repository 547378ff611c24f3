"""A blind index: finds what is equal without saying what it is."""

import hashlib
import hmac
from collections.abc import Iterator

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from choreography.secrets import Secrets

SIZE = 32
"""Hex characters: 128 bits."""
ONE_AFTER_ANOTHER = 16


class BlindSettings(Secrets):
    """Environment variables `BOXOFFICE_BLIND_...`. Another secret finds nothing of what was there before."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_BLIND_")

    secret: SecretStr = SecretStr("local")


def blind_index(text: str, secret: SecretStr) -> str:
    """HMAC-SHA256 of the text, shortened to 32 hex characters."""
    return hmac.new(secret.get_secret_value().encode(), text.encode(), hashlib.sha256).hexdigest()[:SIZE]


def blind_indexes(text: str, secret: SecretStr) -> Iterator[str]:
    """The text's own, and those that take its place one after another: for who finds that the one before is spent."""
    yield blind_index(text, secret)
    yield from (blind_index(f"{text}\n{n}", secret) for n in range(1, ONE_AFTER_ANOTHER))
