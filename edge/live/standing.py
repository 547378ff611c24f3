"""Whose token is over hears on for as long as the session stands. In one question for all whose second it is, since
many may wait long; whoever asks for something new has a new token.
"""

import logging
from typing import TYPE_CHECKING

from edge.live.messages import error
from edge.live.names import can_be_taken
from edge.live.socket import Socket

if TYPE_CHECKING:
    from edge.live.hub import Hub

log = logging.getLogger(__name__)


def stands(hub: "Hub", socket: Socket, seconds: float) -> None:
    """It is sure for so long: then it is asked for again."""
    until = hub.hall.clock.now() + seconds
    hub.deadlines.set(socket, until)
    socket.sure_until = until + hub.hall.settings.session_unsure


def holds(hub: "Hub", socket: Socket) -> bool:
    """Is its token still good?"""
    return bool(socket.user and socket.user.expires_at.timestamp() > hub.hall.clock.wall())


def token_over(hub: "Hub", sockets: list[Socket]) -> None:
    """A program's token is no session: it ends when it says."""
    people = [socket for socket in sockets if socket.user and socket.user.scopes is None]
    for socket in set(sockets).difference(people):
        hub.dismiss(socket, 4401, "token_expired")
    if people:
        hub.hall.spawn(look_again(hub, people))


async def look_again(hub: "Hub", sockets: list[Socket]) -> None:
    """Of which nobody can say anything, be it that the database is away, is asked again for a while."""
    asked_at = hub.hall.clock.now()
    try:
        standing = await hub.sessions_stand([socket.user for socket in sockets if socket.user])
    except Exception:
        log.warning("nobody says whether %s sessions stand", len(sockets), exc_info=True)
        standing = {}
    due = [socket for socket in sockets if socket.user and not socket.ending and socket.deadline <= asked_at]
    for socket in due:
        decide(hub, socket, standing.get(socket.user.session) if socket.user else None)
    for socket in due:
        await look_at_rights(hub, socket)


def decide(hub: "Hub", socket: Socket, known: bool | None) -> None:
    now, settings = hub.hall.clock.now(), hub.hall.settings
    if known:
        stands(hub, socket, settings.session_asked_every)
    elif known is False:
        hub.dismiss(socket, 4401, "revoked")
    elif now < socket.sure_until:
        hub.deadlines.set(socket, now + settings.session_asked_again)
    else:
        hub.dismiss(socket, 4401, "token_expired")


async def look_at_rights(hub: "Hub", socket: Socket) -> None:
    """What was lent to its person may have been taken back meanwhile. Where nobody can say, it hears on."""
    for channel in socket.channels:
        try:
            lost = can_be_taken(channel.name) and not await hub.allowed(socket.user, channel.name)
        except Exception:
            log.warning("nobody says who may watch %s", channel.name, exc_info=True)
            continue
        if lost and hub.rooms.leave(socket, channel.name):
            socket.send(error("forbidden", channel.label))
