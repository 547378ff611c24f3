"""A fake with two accounts on a free port, the real SDK in front of it and a webhook receiver behind."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from stripe import AIOHTTPClient, StripeClient

from ops.stripe_fake import Account, Endpoint, Settings, serving
from tests.ops.stripe_fake.control import Control
from tests.ops.stripe_fake.receiver import OLD_SECRET, SECRET, Receiver

ACCOUNTS = (Account(), Account("acct_other", "sk_test_other", "pk_test_other"))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver, app = Receiver(), web.Application()
    app.router.add_post("/webhooks", receiver.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def url(receiver: Receiver) -> AsyncIterator[str]:
    endpoint = Endpoint(receiver.url, SECRET, OLD_SECRET)
    async with serving(Settings(ACCOUNTS, endpoint, seed=7, retry_first=0.02, refund_fails_after=0.05)) as url:
        yield url


@pytest.fixture
async def http(url: str) -> AsyncIterator[ClientSession]:
    async with ClientSession(url) as session:
        yield session


@pytest.fixture
def control(http: ClientSession) -> Control:
    return Control(http)


@pytest.fixture
async def shop(url: str) -> AsyncIterator[StripeClient]:
    async for client in connected(url, "sk_test_boxoffice"):
        yield client


@pytest.fixture
async def other_shop(url: str) -> AsyncIterator[StripeClient]:
    async for client in connected(url, "sk_test_other"):
        yield client


@pytest.fixture
async def payer(url: str) -> AsyncIterator[StripeClient]:
    async for client in connected(url, "pk_test_boxoffice"):
        yield client


async def connected(url: str, key: str, timeout: float = 5, tries: int = 0) -> AsyncIterator[StripeClient]:
    """One client, closed after its use; `tries` again by itself so often."""
    http = AIOHTTPClient(timeout=timeout)
    yield StripeClient(key, base_addresses={"api": url}, http_client=http, max_network_retries=tries)
    await http.close_async()  # type: ignore[no-untyped-call]
