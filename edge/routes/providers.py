"""Signing in by Google, GitHub or Facebook: there and back."""

import re
import secrets

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.identity import AskProvider, LogInByProvider, Provider
from edge.asking.reply import JSON
from edge.auth.guards import PUBLIC
from edge.auth.sources import of_today
from edge.bodies.accounts import ProviderReturn, ProviderWish, Vouched
from edge.limits.rules import SESSIONS
from edge.maintenance.maintenance import GOES_ON
from edge.paths import ProviderName
from edge.problem import Problem, not_found, unauthorized
from edge.routes.common import AnyRequest, asked_of
from edge.routes.sessions import ACCOUNT, bounded, note_failure
from edge.sign_in import cookies, shown
from edge.sign_in.client import client_of
from edge.sign_in.device import device_of
from edge.sign_in.states import LASTS, Way
from edge.world import Here, World

VOUCHER = re.compile(r"[0-9a-f]{32}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
GOES_WITH_IT = ("code_needed", "bad_code", "link_needed")
"""What somebody is refused with who may come again by the same voucher."""


@get("/sessions/providers", opt=PUBLIC, tags=["sessions"])
async def providers(world: Here) -> list[Provider]:
    """By whom one may sign in here."""
    return world.offered.providers


@post("/sessions/providers/{provider:str}", opt=PUBLIC | SESSIONS | GOES_ON, tags=["sessions"])
async def begin(world: Here, provider: ProviderName, data: JSONBody[ProviderWish]) -> Response[dict[str, str]]:
    """Where to send the browser, within ten minutes. Only who has `browser` comes back with what it is given there."""
    one, browser = offered(world, provider), secrets.token_urlsafe(24)
    said = {"url": world.offered.url(one, world.states.begun(one, browser))}
    if data.cookie:
        return Response(said, status_code=201, cookies=[cookies.cookie(cookies.BROWSER, browser, LASTS)])
    return Response(said | {"browser": browser}, status_code=201)


@post("/sessions/providers/{provider:str}/return", opt=PUBLIC | SESSIONS | GOES_ON, tags=["sessions"])
async def come_back(
    request: AnyRequest, world: Here, provider: ProviderName, data: JSONBody[ProviderReturn]
) -> ASGIResponse:
    """Sign in by what the provider sent the browser back with; with `link` no more than a `voucher` is given.

    An unknown address has an account by it. One that has an account is `409 link_needed`: sign in, and link by the
    `voucher` that comes with it.
    """
    one, browser = offered(world, provider), data.browser or request.cookies.get(cookies.BROWSER, "")
    if (way := world.states.returned(one, browser, data.state)) is None:
        raise Problem(403, "state_invalid")
    voucher = await vouched(request, world, one, way, data.code)
    if data.link:
        return ASGIResponse(body=msgspec.json.encode({"voucher": voucher}), media_type=JSON)
    return await signed_in(request, world, Vouched(voucher=voucher, device=data.device, cookie=data.cookie))


@post("/sessions/vouched", opt=PUBLIC | SESSIONS | GOES_ON, tags=["sessions"])
async def log_in_vouched(request: AnyRequest, world: Here, data: JSONBody[Vouched]) -> ASGIResponse:
    """Sign in by a voucher, within ten minutes, and a `code` of the second factor."""
    return await signed_in(request, world, data)


def offered(world: World, provider: str) -> Provider:
    found = next((one for one in world.offered.providers if one == provider), None)
    if found is None:
        raise not_found("provider")
    return found


async def vouched(request: AnyRequest, world: World, provider: Provider, way: Way, code: str) -> str:
    """A voucher, behind the account that it is for."""
    secret = msgspec.json.encode({"code": code, "verifier": way.verifier, "nonce": way.nonce}).decode()
    asked, wait, to = asked_of(request, world), world.settings.sign_in_within, world.sealer.reply_to
    answered, bound = await world.identity.ask(
        AskProvider, way.attempt, secret, asked, wait, provider=provider, reply_to=to
    )
    there = shown.came(answered, world.settings.retry_after)
    told = msgspec.json.decode(there.body)
    said = world.sealer.opened(told["box"], there.kind, way.attempt, bound)
    return f"{told['linked'] or said['account']}.{said['voucher']}"


async def signed_in(request: AnyRequest, world: World, data: Vouched) -> ASGIResponse:
    account, voucher = opened(data.voucher)
    before = data.device or cookies.device(request)
    device, replaces = await device_of(world, before, account)
    await bounded(request, world, account, device)
    answered, said = await world.identity.ask(
        LogInByProvider, account, shown.proof(voucher, data.code), asked_of(request, world),
        world.settings.sign_in_within, reply_to=world.sealer.reply_to, known_device=bool(device),
        client=client_of(request.headers.get("user-agent", "")), source=of_today(request, world),
        replaces=replaces,
    )  # fmt: skip
    try:
        return shown.session(answered, said, account, world, before, data.cookie)
    except Problem as problem:
        if problem.code == "bad_code":
            await note_failure(request, world)
        if problem.code in GOES_WITH_IT:
            problem.more["voucher"] = data.voucher
        raise


def opened(voucher: str) -> tuple[str, str]:
    """Account, and what identity made. Raises Problem."""
    if not VOUCHER.fullmatch(voucher):
        raise unauthorized("bad_credentials")
    return voucher[:ACCOUNT], voucher[ACCOUNT + 1 :]
