"""The providers by which somebody may sign in, and where they are sent for it."""

from urllib.parse import urlencode

from pydantic_settings import BaseSettings, SettingsConfigDict

from contracts.identity import PROVIDERS, Provider
from edge.sign_in.states import Way

SCOPES: dict[Provider, str] = {"google": "openid email", "github": "user:email", "facebook": "email"}


class Offered(BaseSettings):
    """Environment variables `BOXOFFICE_SOCIAL_...`, as identity reads them, but for the secrets."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_SOCIAL_")

    redirect: str = "http://localhost:3000/signed-in"
    google_client: str = ""
    google_authorize: str = "https://accounts.google.com/o/oauth2/v2/auth"
    github_client: str = ""
    github_authorize: str = "https://github.com/login/oauth/authorize"
    facebook_client: str = ""
    facebook_authorize: str = "https://www.facebook.com/v21.0/dialog/oauth"

    @property
    def providers(self) -> list[Provider]:
        return [one for one in PROVIDERS if getattr(self, f"{one}_client")]

    def url(self, provider: Provider, way: Way) -> str:
        query = {
            "response_type": "code",
            "client_id": getattr(self, f"{provider}_client"),
            "redirect_uri": f"{self.redirect}/{provider}",
            "scope": SCOPES[provider],
            "state": way.state,
            "code_challenge": way.challenge,
            "code_challenge_method": "S256",
        }
        nonce = {"nonce": way.nonce} if provider == "google" else {}
        return f"{getattr(self, f'{provider}_authorize')}?{urlencode(query | nonce)}"
