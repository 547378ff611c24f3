"""What audit is told from outside."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class AuditSettings(BaseSettings):
    """Environment variables `BOXOFFICE_AUDIT_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_AUDIT_")

    links_per_look: int = Field(2_000, ge=1, le=50_000)
    """So many links of the chains are read again at each look of a worker, which is every five seconds."""
