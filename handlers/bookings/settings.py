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

    @property
    def refund_window(self) -> timedelta:
        return timedelta(days=self.refund_days)


@cache
def settings() -> BookingSettings:
    return BookingSettings()
