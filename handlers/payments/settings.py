"""What payments is told from outside."""

from datetime import timedelta
from functools import cache
from typing import Any

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from choreography.secrets import Secrets, Where

LOCAL_KEY = "sk_test_boxoffice"
"""The fake's."""


LOCAL, STRIPE = "http://127.0.0.1:12111", "https://api.stripe.com"


def whose(said: dict[str, Any]) -> str:
    """Where a key is good: no real one goes to the address of a local run, because nobody named another."""
    return LOCAL if "key" in said and said["key"].get_secret_value() == LOCAL_KEY else STRIPE


class StripeSettings(Secrets):
    """Environment variables `BOXOFFICE_STRIPE_...`. Without any, the fake of a local run is asked."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_STRIPE_")

    key: SecretStr = SecretStr(LOCAL_KEY)
    base: str = Field(default_factory=whose)
    """The provider's address: without a word that of the fake with the fake's key, and the provider's own with any
    other."""
    back: str = "http://127.0.0.1:3000/"
    """The address of the shop, to which a bank leads back a buyer whom it has asked."""
    timeout: float = 8
    """Seconds that one request may take; less than the deadline of an effect."""


class PaymentSettings(BaseSettings):
    """Environment variables `BOXOFFICE_PAYMENTS_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_PAYMENTS_")

    reconcile_every: float = Field(300, ge=0)
    """Seconds between two comparisons with the provider; 0: only when an operator asks."""
    reconcile_back: timedelta = timedelta(hours=1)
    """How long what was made or has changed at the provider is looked at again."""
    booking_grace: timedelta = timedelta(hours=1)
    """How long a booking and its money may disagree before that is a case; longer than an offer stands."""
    refund_grace: timedelta = timedelta(hours=1)
    """How long what was granted back may not have gone, or what went back not be granted, before that is a case."""
    refund_pending_at_most: timedelta = timedelta(days=3)
    """A refund that the provider has not made by then is listed with those that failed."""
    tickets_by_card: int = Field(0, ge=0, le=100_000)
    """So many tickets of one event may be paid with one card, by whatever accounts; 0: any number, and no card is
    looked at."""
    signed_in_only: bool = Field(default_factory=lambda: Where().production)
    """Cases of money are applied, and the provider's breaker is reset, by operators who are signed in, and by no name
    at the command line. Without a word so in production alone."""
    declines_at_most: int = Field(1, ge=1, le=100)
    """So many declined cards end a payment; until then the buyer may try another."""


@cache
def settings() -> PaymentSettings:
    return PaymentSettings()
