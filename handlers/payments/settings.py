"""What payments is told from outside."""

from functools import cache

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class StripeSettings(BaseSettings):
    """Environment variables `BOXOFFICE_STRIPE_...`. Without any, the fake of a local run is asked."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_STRIPE_")

    key: SecretStr = SecretStr("sk_test_boxoffice")
    base: str = "http://127.0.0.1:12111"
    """The provider's address: https://api.stripe.com where money is real."""
    timeout: float = 8
    """Seconds that one request may take; less than the deadline of an effect."""


class PaymentSettings(BaseSettings):
    """Environment variables `BOXOFFICE_PAYMENTS_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_PAYMENTS_")

    declines_at_most: int = Field(1, ge=1, le=100)
    """So many declined cards end a payment; until then the buyer may try another."""


@cache
def settings() -> PaymentSettings:
    return PaymentSettings()
