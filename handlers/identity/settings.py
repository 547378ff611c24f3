"""What identity is told from outside."""

import os

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from choreography.secrets import Secrets, Where
from handlers.identity.totp import USUAL, CodeHash


class IdentitySettings(Secrets):
    """Environment variables `BOXOFFICE_IDENTITY_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_IDENTITY_")

    master: SecretStr = SecretStr("local")
    """The private keys lie wrapped by a key derived from this; refresh tokens are made genuine by another."""
    issuer: str = "boxoffice"
    audience: str = "boxoffice"
    verified_only: bool = Field(default_factory=lambda: Where().production)
    """Nobody signs in before the mail is verified: only then does a registration tell nothing of who has an account.
    Without a word so in production alone."""
    hash_threads: int = Field(default_factory=lambda: min(os.cpu_count() or 1, 4))
    """Passwords hashed at the same time; the others wait. Without a word one for each processor, four at most."""
    code_hash: CodeHash = USUAL
    """By which authenticators make their codes, for second factors from now on. Few of them know another."""
    hash_passes: int = 2
    """Of argon2id over a password..."""
    hash_memory: int = 19 * 1024
    """...and its KiB for each."""
