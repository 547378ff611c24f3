"""The addresses of all three, and the settings by which they are found."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler

from ops.social_fake import people, tokens
from ops.social_fake.authorize import authorized
from ops.social_fake.desk import CLIENT, ISSUER, SECRET, Desk

HOST = "127.0.0.1"
PROVIDERS = ("google", "github", "facebook")
Answer = Callable[[Desk, web.Request], web.Response]


def app(desk: Desk) -> web.Application:
    found = web.Application()
    for provider in PROVIDERS:
        found.router.add_get(f"/{provider}/authorize", to_authorize(desk, provider))
        found.router.add_post(f"/{provider}/oauth/access_token", to_change(desk, provider))
    found.router.add_get("/google/keys", answering(desk, lambda desk, _: tokens.key_set(desk)))
    found.router.add_get("/github/user", answering(desk, people.user))
    found.router.add_get("/github/user/emails", answering(desk, people.emails))
    found.router.add_get("/facebook/debug_token", answering(desk, people.debug_token))
    found.router.add_get("/facebook/me", answering(desk, people.me))
    return found


def to_authorize(desk: Desk, provider: str) -> Handler:
    async def authorize(request: web.Request) -> web.Response:
        return authorized(desk, provider, request)

    return authorize


def to_change(desk: Desk, provider: str) -> Handler:
    async def change(request: web.Request) -> web.Response:
        return await tokens.changed(desk, provider, request)

    return change


def answering(desk: Desk, answer: Answer) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        return answer(desk, request)

    return handle


def environment(url: str) -> dict[str, str]:
    """By it a box office finds the fake at `url`."""
    addresses = {
        "GOOGLE_ISSUER": ISSUER,
        "GOOGLE_KEYS": f"{url}/google/keys",
        "GOOGLE_TOKEN": f"{url}/google/oauth/access_token",
        "GITHUB_TOKEN": f"{url}/github/oauth/access_token",
        "GITHUB_API": f"{url}/github",
        "FACEBOOK_GRAPH": f"{url}/facebook",
    }
    for name in PROVIDERS:
        known = {"CLIENT": CLIENT, "SECRET": SECRET, "AUTHORIZE": f"{url}/{name}/authorize"}
        addresses |= {f"{name.upper()}_{what}": value for what, value in known.items()}
    return {f"BOXOFFICE_SOCIAL_{name}": value for name, value in addresses.items()}


@asynccontextmanager
async def serving(port: int = 0, host: str = HOST) -> AsyncIterator[str]:
    """Its address, until the block is left; port 0 takes a free one."""
    runner = web.AppRunner(app(Desk()), access_log=None, shutdown_timeout=0.1)
    try:
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
