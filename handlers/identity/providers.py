"""Asking the providers that are configured, each in its own way."""

from contracts.identity import Provider
from handlers.identity.facebook import facebook
from handlers.identity.github import github
from handlers.identity.google import GoogleKeys, google
from handlers.identity.provider_call import Coming, Person, Refusal, calling
from handlers.identity.provider_settings import ProviderSettings


class Providers:
    """One per process: it keeps the keys that it has learnt."""

    def __init__(self, settings: ProviderSettings) -> None:
        self.settings, self.keys = settings, GoogleKeys()

    async def ask(self, provider: Provider, coming: Coming) -> Person:
        """Who it is. Raises Refusal, Away, and TryAgain where nothing was asked."""
        if not (self.settings.client(provider) and self.settings.secret(provider)):
            raise Refusal
        async with calling(self.settings.timeout) as calls:
            match provider:
                case "google":
                    return await google(coming, calls, self.settings, self.keys)
                case "github":
                    return await github(coming, calls, self.settings)
                case "facebook":
                    return await facebook(coming, calls, self.settings)
