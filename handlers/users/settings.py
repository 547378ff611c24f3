"""What users is told from outside."""

from datetime import timedelta
from functools import cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class UserSettings(BaseSettings):
    """Environment variables `BOXOFFICE_USERS_...`. So many of one within so long are an alert."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_USERS_")

    sign_ins: int = Field(8, ge=1, le=1_000)
    """Wrong passwords and codes, and what was not looked at since there were so many."""
    sign_ins_within: timedelta = timedelta(minutes=15)
    holds: int = Field(10, ge=1, le=1_000)
    """Bookings that lapsed unpaid."""
    holds_within: timedelta = timedelta(hours=1)
    refunds: int = Field(10, ge=1, le=1_000)
    """Paid bookings that their buyer gave up, whole or in part."""
    refunds_within: timedelta = timedelta(days=1)
    cards: int = Field(5, ge=2, le=1_000)
    """Different cards with which an account paid, or tried to; where payments looks at cards."""
    cards_within: timedelta = timedelta(hours=1)
    guesses: int = Field(40, ge=1, le=10_000)
    """As `sign_ins`, from one network address, whosever they are."""
    guesses_within: timedelta = timedelta(minutes=15)
    accounts: int = Field(5, ge=2, le=1_000)
    """Different accounts that came with one card."""
    accounts_within: timedelta = timedelta(days=1)
    reused: int = Field(1, ge=1, le=1_000)
    """Refresh tokens that came once more, after their grace."""
    reused_within: timedelta = timedelta(days=1)
    raised_for: timedelta = timedelta(days=1)
    """The risk of an account stays raised for so long after its last open alert was resolved."""

    def rule(self, kind: str) -> tuple[int, timedelta]:
        """Raises AttributeError for a kind that nobody watches."""
        return getattr(self, kind), getattr(self, f"{kind}_within")


@cache
def settings() -> UserSettings:
    return UserSettings()
