"""What bookings is told from outside."""

from datetime import timedelta
from functools import cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class BookingSettings(BaseSettings):
    """Environment variables `BOXOFFICE_BOOKINGS_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_BOOKINGS_")

    refund_days: float = Field(14, ge=0, le=366)
    """Days after a change of the event in which a booking may be cancelled with all of the money back."""
    settle_days: float = Field(7, ge=0, le=60)
    """Days for which the seats of a slow payment are held, at most..."""
    settle_before: timedelta = timedelta(hours=24)
    """...and how long before the event's start they are free again, at latest."""

    remind_before: timedelta = timedelta(hours=24)
    """How long before its deadline who pays another way is told once more, at most: of a short time half is left."""

    offer_for: timedelta = timedelta(minutes=15)
    """How long whose money came late may accept other seats."""

    holds_after_lapse: int = Field(4, ge=1, le=1_000)
    """Holds at once of a buyer of whom one lapsed unpaid at the event; each further one halves that, down to one..."""
    lapses_within: timedelta = timedelta(hours=1)
    """...until one is paid, or for so long."""

    accounts_by_device: int = Field(10, ge=0)
    """Accounts that may book at one event from one device, where the edge notes it; 0: any number..."""
    accounts_by_address: int = Field(200, ge=0)
    """...and from one network address, behind which many live..."""
    accounts_within: timedelta = timedelta(days=1)
    """...within so long."""

    alone_at_most: int = Field(100_000, ge=0)
    """In the minor unit: of more than that one person alone neither gives money back nor marks a booking as paid."""

    @property
    def settle_window(self) -> timedelta:
        return timedelta(days=self.settle_days)

    @property
    def refund_window(self) -> timedelta:
        return timedelta(days=self.refund_days)


@cache
def settings() -> BookingSettings:
    return BookingSettings()
