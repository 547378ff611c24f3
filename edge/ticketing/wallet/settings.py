"""Whose the passes of tickets are, and who signs them."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class PassSettings(BaseSettings):
    """Environment variables `BOXOFFICE_PASS_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_PASS_")

    type_id: str = "pass.local.boxoffice"
    """The pass type identifier..."""
    team_id: str = "LOCAL00000"
    """...and the team, as Apple gave them with the certificate."""
    organisation: str = "Boxoffice"
    """Who the pass says that it is from."""
    url: str = Field("http://127.0.0.1:3000", validation_alias="BOXOFFICE_API_URL")
    """Where devices reach the door."""
    certificate: Path | None = None
    """A PEM file: the certificate of the pass type, then Apple's by which that is signed."""
    key: Path | None = None
    """A PEM file without a password: the certificate's private key."""
