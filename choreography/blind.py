"""A blind index: finds what is equal without saying what it is."""

import hashlib
import hmac

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from choreography.secrets import Secrets

SIZE = 32
"""Hex characters: 128 bits."""


class BlindSettings(Secrets):
    """Environment variables `BOXOFFICE_BLIND_...`. Another secret finds nothing of what was there before."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_BLIND_")

    secret: SecretStr = SecretStr("local")


def blind_index(text: str, secret: SecretStr) -> str:
    """HMAC-SHA256 of the text, shortened to 32 hex characters."""
    return hmac.new(secret.get_secret_value().encode(), text.encode(), hashlib.sha256).hexdigest()[:SIZE]
