"""One attempt's calls to a provider. What it was asked may have spent the code: nothing is asked twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from choreography.effects import TryAgain
from contracts.identity import Provider
from handlers.identity.provider_settings import ProviderSettings

SERVER_ERROR, REFUSED = 500, 400
OURS_TO_MEND = (401, 408, 429)
"""A wrong client secret is mended by an operator, and no person's fault; nor is that too many came."""


class Refusal(Exception):
    """The provider does not vouch; the text is the reason, where there is more to say."""


class Away(Exception):
    """The provider does not answer, or not now."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What somebody came back with, and what is known of how they went."""

    code: str
    verifier: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who the provider says it is, and an address which it has seen to reach them."""

    subject: str
    mail: str


class Calls:
    """Each call raises Refusal or Away. Redirects are not followed."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session, self.answered = session, False

    async def get(self, url: str, token: str = "", **query: str) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return await self._call("GET", url, headers=headers, params=query)

    async def token(self, url: str, provider: Provider, coming: Coming, settings: ProviderSettings) -> dict[str, Any]:
        """What is given for the code."""
        form = {
            "grant_type": "authorization_code",
            "code": coming.code,
            "code_verifier": coming.verifier,
            "redirect_uri": settings.returns_to(provider),
            "client_id": settings.client(provider),
            "client_secret": settings.secret(provider),
        }
        return known(await self._call("POST", url, data=form))

    async def _call(self, method: str, url: str, **how: Any) -> Any:
        how["headers"] = {"Accept": "application/json", "User-Agent": "boxoffice"} | how.get("headers", {})
        async with self.session.request(method, url, allow_redirects=False, **how) as said:
            self.answered = True
            if said.status >= SERVER_ERROR or said.status in OURS_TO_MEND:
                raise Away(f"{said.status}")
            if said.status >= REFUSED:
                raise Refusal
            return await said.json(content_type=None)


def known(said: Any) -> dict[str, Any]:
    """A form without an error in it. Raises Refusal."""
    if not isinstance(said, dict) or "error" in said:
        raise Refusal
    return said


@asynccontextmanager
async def calling(timeout: float) -> AsyncIterator[Calls]:
    """Raises TryAgain where nothing was sent, Away where nobody knows, and Refusal."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=timeout)) as session:
        calls = Calls(session)
        try:
            yield calls
        except aiohttp.ClientConnectorError as error:
            raise Away(f"{error}") if calls.answered else TryAgain(f"{error}") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Away(f"{type(error).__name__}: {error}") from error
        except (ValueError, TypeError, KeyError) as error:
            raise Refusal from error
