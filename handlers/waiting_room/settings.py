"""What the waiting room is told from outside."""

from datetime import timedelta
from functools import cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

SECOND = timedelta(seconds=1)


class WaitingRoomSettings(BaseSettings):
    """Environment variables `BOXOFFICE_WAITING_ROOM_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_WAITING_ROOM_")

    acts_within: timedelta = Field(10 * SECOND, ge=SECOND, le=timedelta(minutes=5))
    """For so long a turn that is not used counts as under way; then its person holds nobody up."""
    served_within: timedelta = Field(5 * SECOND, ge=SECOND, le=timedelta(minutes=5))
    """From the request to the seats, in a house that keeps up; the clocks of doors and database differ by less."""


@cache
def settings() -> WaitingRoomSettings:
    return WaitingRoomSettings()
