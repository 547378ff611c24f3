"""Sessions: signing in, staying in, signing out."""

import re
from contextlib import suppress

from litestar import Response, delete, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.identity import LogIn, LogInByCode, LogOut, RefreshSession
from edge.auth.guards import PUBLIC
from edge.auth.sources import of_today
from edge.bodies.accounts import Credentials, Refresh
from edge.limits import rules
from edge.limits.rules import REFRESHES, SESSIONS
from edge.maintenance.maintenance import GOES_ON
from edge.problem import Problem, unauthorized
from edge.routes.common import AnyRequest, asked_of, user_of
from edge.sign_in import cookies, shown
from edge.sign_in.address import account_of
from edge.sign_in.client import client_of
from edge.sign_in.device import device_of
from edge.world import Here, World

SESSION = re.compile(r"[0-9a-f]{32}-[0-9a-f]{20}")
ACCOUNT = 32
"""Characters at the beginning of a session's id."""


@post("/sessions", opt=PUBLIC | SESSIONS | GOES_ON, tags=["sessions"])
async def log_in(request: AnyRequest, world: Here, data: JSONBody[Credentials]) -> ASGIResponse:
    """Sign in: an access token for five minutes, and a refresh token, which is changed at every use."""
    settings = world.settings
    account, address = await account_of(world, data.mail)
    before = data.device or cookies.device(request)
    device, replaces = await device_of(world, before, account)
    await bounded(request, world, account, device)
    kind, secret = (LogInByCode, shown.proof(data.password, data.code)) if data.code else (LogIn, data.password)
    answered, said = await world.identity.ask(
        kind, account, secret, asked_of(request, world), settings.sign_in_within,
        reply_to=world.sealer.reply_to, known_device=bool(device), address=address,
        client=client_of(request.headers.get("user-agent", "")), source=of_today(request, world),
        replaces=replaces,
    )  # fmt: skip
    try:
        return shown.session(answered, said, account, world, before, data.cookie)
    except Problem as problem:
        if problem.code in ("bad_credentials", "bad_code") and not device:
            await note_failure(request, world)
        raise


async def bounded(request: AnyRequest, world: World, account: str, device: str) -> None:
    """Raises Problem where too many tried."""
    await world.limits.spend(request.scope, "accounts", f"{account}:{device}" if device else account)
    if not device:
        await world.limits.spend(request.scope, "failures", rules.address(request), 0)


async def note_failure(request: AnyRequest, world: World) -> None:
    """The answer is the same, whether it was counted or not."""
    with suppress(Problem):
        await world.limits.spend(request.scope, "failures", rules.address(request))


@post("/sessions/refresh", opt=PUBLIC | REFRESHES | GOES_ON, tags=["sessions"])
async def refresh(request: AnyRequest, world: Here, data: JSONBody[Refresh]) -> ASGIResponse:
    """New tokens for a refresh token. One that was used before ends its session."""
    settings = world.settings
    token = data.refresh_token or cookies.refresh_token(request, settings.origins)
    sid = token.partition(".")[0]
    if not SESSION.fullmatch(sid):
        raise unauthorized("bad_credentials")
    account, asked = sid[:ACCOUNT], asked_of(request, world)
    answered, said = await world.identity.ask(
        RefreshSession, account, token, asked, settings.sign_in_within,
        sid=sid, reply_to=world.sealer.reply_to,
    )  # fmt: skip
    return shown.session(answered, said, account, world, hidden=not data.refresh_token)


@delete("/sessions/current", opt=GOES_ON, status_code=204, tags=["sessions"])
async def log_out(request: AnyRequest, world: Here) -> Response[None]:
    """Sign out: the session's tokens count no more, its sockets are closed."""
    sid = user_of(request).session
    await world.desk.tell(LogOut(account=sid[:ACCOUNT], sid=sid), asked_of(request, world))
    world.revocations.revoke(sid)
    gone = [cookies.forgotten()] if cookies.REFRESH_TOKEN in request.cookies else []
    return Response(None, status_code=204, cookies=gone)
