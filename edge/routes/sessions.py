"""Sessions: signing in, staying in, signing out."""

import re

from litestar import delete, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from choreography.blind import blind_index
from contracts.identity import LogIn, LogOut, RefreshSession, normal
from edge import ids
from edge.auth.guards import PUBLIC
from edge.bodies import Credentials, Refresh
from edge.limits.limit import limit_account, limit_sessions
from edge.problem import unauthorized
from edge.routes.common import AnyRequest, asked_of, user_of
from edge.sign_in import shown
from edge.world import Here

SESSION = re.compile(r"[0-9a-f]{32}-[0-9a-f]{20}")
ACCOUNT = 32
"""Characters at the beginning of a session's id."""


@post("/sessions", guards=[limit_sessions], opt=PUBLIC, tags=["sessions"])
async def log_in(request: AnyRequest, world: Here, data: JSONBody[Credentials]) -> ASGIResponse:
    """Sign in: an access token for five minutes, and a refresh token, which is changed at every use."""
    account, settings = blind_index(normal(data.mail), world.blind), world.settings
    await limit_account(world, request.scope, account)
    answered, said = await world.identity.ask(
        LogIn, account, data.password, asked_of(request, world), settings.sign_in_within, reply_to=world.sealer.reply_to
    )
    return shown.session(answered, said, account, world.sealer, settings.retry_after)


@post("/sessions/refresh", opt=PUBLIC, tags=["sessions"])
async def refresh(request: AnyRequest, world: Here, data: JSONBody[Refresh]) -> ASGIResponse:
    """New tokens for a refresh token. One that was used before ends its session."""
    sid, settings = data.refresh_token.partition(".")[0], world.settings
    if not SESSION.fullmatch(sid):
        raise unauthorized("bad_credentials")
    account, asked = sid[:ACCOUNT], asked_of(request, world)
    answered, said = await world.identity.ask(
        RefreshSession, account, data.refresh_token, asked, settings.sign_in_within,
        sid=sid, reply_to=world.sealer.reply_to,
    )  # fmt: skip
    return shown.session(answered, said, account, world.sealer, settings.retry_after)


@delete("/sessions/current", status_code=204, tags=["sessions"])
async def log_out(request: AnyRequest, world: Here) -> None:
    """Sign out: the session's tokens count no more, its sockets are closed."""
    sid = user_of(request).session
    asked = asked_of(request, world)
    await world.desk.tell(LogOut(account=sid[:ACCOUNT], sid=sid), asked, ids.fresh())
    world.revocations.revoke(sid)
