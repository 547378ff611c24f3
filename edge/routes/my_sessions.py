"""The sessions of the person who asks."""

from datetime import datetime

from litestar import delete, get
from msgspec import Struct

from contracts.identity import LogOut, LogOutElsewhere
from edge.auth.guards import fresh
from edge.paths import SessionId
from edge.problem import not_found
from edge.routes.common import AnyRequest, asked_of, user_of
from edge.routes.sessions import ACCOUNT, SESSION
from edge.world import Here


class ShownSession(Struct):
    """`current` is the one that asks."""

    id: str
    client: str
    started: datetime
    seen: datetime
    expires: datetime
    current: bool


@get("/me/sessions", tags=["sessions"])
async def my_sessions(request: AnyRequest, world: Here) -> list[ShownSession]:
    """Where I am signed in, the last to be seen first."""
    user = user_of(request)
    found = await world.people.sessions(user.id)
    return [
        ShownSession(one.sid, one.client, one.started, one.seen, one.expires, one.sid == user.session) for one in found
    ]


@delete("/me/sessions/{sid:str}", guards=[fresh], status_code=204, tags=["sessions"])
async def end_session(request: AnyRequest, world: Here, sid: SessionId) -> None:
    """Sign out there: its tokens count no more, its sockets are closed. Asks for a sign-in of the last ten minutes."""
    account = user_of(request).session[:ACCOUNT]
    if not SESSION.fullmatch(sid) or sid[:ACCOUNT] != account:
        raise not_found("session")
    await world.desk.tell(LogOut(account=account, sid=sid), asked_of(request, world))
    world.revocations.revoke(sid)


@delete("/me/sessions", guards=[fresh], status_code=204, tags=["sessions"])
async def end_others(request: AnyRequest, world: Here) -> None:
    """Sign out everywhere else. Asks for a sign-in of the last ten minutes."""
    sid = user_of(request).session
    command = LogOutElsewhere(account=sid[:ACCOUNT], sid=sid)
    await world.desk.tell(command, asked_of(request, world))
