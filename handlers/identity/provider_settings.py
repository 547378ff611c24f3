"""Who may vouch for people, and where they are asked."""

from typing import Self

from pydantic import SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from choreography.secrets import Secrets
from contracts.identity import PROVIDERS, Provider


class SecretMissing(Exception):
    """Names the variable."""


class ProviderSettings(Secrets):
    """Environment variables `BOXOFFICE_SOCIAL_...`. A provider without a client vouches for nobody.

    One with a client and no secret raises SecretMissing: people would be sent there, and come back for nothing.
    """

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_SOCIAL_")

    may_be_empty = frozenset({"google_secret", "github_secret", "facebook_secret"})

    redirect: str = "http://localhost:3000/signed-in"
    """Where people come back to, followed by the provider's name: exactly as it is registered there."""
    google_client: str = ""
    google_secret: SecretStr = SecretStr("")
    google_issuer: str = "https://accounts.google.com"
    google_token: str = "https://oauth2.googleapis.com/token"  # noqa: S105 an address
    google_keys: str = "https://www.googleapis.com/oauth2/v3/certs"
    github_client: str = ""
    github_secret: SecretStr = SecretStr("")
    github_token: str = "https://github.com/login/oauth/access_token"  # noqa: S105 likewise
    github_api: str = "https://api.github.com"
    facebook_client: str = ""
    facebook_secret: SecretStr = SecretStr("")
    facebook_graph: str = "https://graph.facebook.com/v21.0"
    timeout: float = 8
    """Seconds for all calls of one attempt; less than an effect's deadline, and than the edge waits."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for provider in PROVIDERS:
            if self.client(provider) and not self.secret(provider):
                variable = f"BOXOFFICE_SOCIAL_{provider}".upper()
                raise SecretMissing(f"{variable}_SECRET: it must be set where {variable}_CLIENT is")
        return self

    def client(self, provider: Provider) -> str:
        return str(getattr(self, f"{provider}_client"))

    def secret(self, provider: Provider) -> str:
        found: SecretStr = getattr(self, f"{provider}_secret")
        return found.get_secret_value()

    def returns_to(self, provider: Provider) -> str:
        return f"{self.redirect}/{provider}"
