"""What identity makes of each provider's answers, on real HTTP."""

import base64
import hashlib
import os
import secrets
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from choreography.effects import TryAgain
from contracts.identity import PROVIDERS, Provider
from handlers.identity.provider_call import Away, Coming, Person, Refusal
from handlers.identity.provider_settings import ProviderSettings
from handlers.identity.providers import Providers
from ops.social_fake.app import environment, serving
from ops.social_fake.desk import CLIENT

pytestmark = pytest.mark.real
ANN = {"subject": "1001", "mail": "ann@example.org"}
EACH = pytest.mark.parametrize("provider", PROVIDERS)
OF_GOOGLE = ["nonce", "audience", "issuer", "key", "secret", "stale"]


@pytest.fixture
async def providers(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Providers]:
    async with serving() as url:
        for name, value in environment(url).items():
            monkeypatch.setenv(name, value)
        yield Providers(ProviderSettings(timeout=2))


async def came_back(providers: Providers, provider: Provider, **who: str) -> Coming:
    verifier, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe()
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "client_id": CLIENT, "redirect_uri": providers.settings.returns_to(provider), "state": "s", "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
    }  # fmt: skip
    url = os.environ[f"BOXOFFICE_SOCIAL_{provider.upper()}_AUTHORIZE"]
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(url, params=asked | ANN | who, allow_redirects=False) as said,
    ):
        return Coming(parse_qs(urlsplit(said.headers["Location"]).query)["code"][0], verifier, nonce)


@EACH
async def test_a_code_says_who_it_is_and_does_so_once(providers: Providers, provider: Provider) -> None:
    coming = await came_back(providers, provider)
    assert await providers.ask(provider, coming) == Person("1001", "ann@example.org")
    with pytest.raises(Refusal, match=r"^$"):
        await providers.ask(provider, coming)


@EACH
async def test_an_address_that_was_never_verified_is_nobodys(providers: Providers, provider: Provider) -> None:
    with pytest.raises(Refusal, match="mail_unverified"):
        await providers.ask(provider, await came_back(providers, provider, verified="0"))


@pytest.mark.parametrize(
    ("provider", "fault"),
    [*(("google", fault) for fault in OF_GOOGLE), ("facebook", "foreign"), *((one, "expired") for one in PROVIDERS)],
)
async def test_what_is_not_as_it_must_be_is_refused(providers: Providers, provider: Provider, fault: str) -> None:
    with pytest.raises(Refusal, match=r"^$"):
        await providers.ask(provider, await came_back(providers, provider, fault=fault))


@EACH
async def test_a_code_that_another_began_is_refused(providers: Providers, provider: Provider) -> None:
    coming = await came_back(providers, provider)
    with pytest.raises(Refusal, match=r"^$"):
        await providers.ask(provider, Coming(coming.code, "another verifier", coming.nonce))


async def test_a_provider_that_fails_or_is_slow_is_away_and_one_that_was_not_reached_is_asked_again(
    providers: Providers,
) -> None:
    quick = Providers(providers.settings.model_copy(update={"timeout": 0.3}))
    for fault in ("error", "slow"):
        with pytest.raises(Away):
            await quick.ask("github", await came_back(providers, "github", fault=fault))
    nowhere = Providers(providers.settings.model_copy(update={"github_token": "http://127.0.0.1:9/token"}))
    with pytest.raises(TryAgain):
        await nowhere.ask("github", Coming("c", "v", "n"))


async def test_a_provider_without_a_client_vouches_for_nobody() -> None:
    with pytest.raises(Refusal):
        await Providers(ProviderSettings()).ask("github", Coming("c", "v", "n"))
