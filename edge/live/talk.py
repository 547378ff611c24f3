"""What a client asks, and what it is answered."""

import logging
from typing import TYPE_CHECKING

from edge.live.joining import resume, watch, watch_anew
from edge.live.messages import PONG, ClientMessage, Hello, Ping, Subscribe, Unsubscribe, error, said, welcome
from edge.live.names import feed_name, keeps_a_past
from edge.live.ports import TokenRefused, TooManyTokens, User
from edge.live.socket import Socket
from edge.live.standing import holds, stands

if TYPE_CHECKING:
    from edge.live.hub import Hub

log = logging.getLogger(__name__)


async def answer(hub: "Hub", socket: Socket, message: ClientMessage) -> None:
    """An outage behind the hub is told to the client, who may ask again."""
    try:
        await _answer(hub, socket, message)
    except Exception:
        log.warning("%s was not answered", type(message).__name__, exc_info=True)
        socket.send(error("unavailable", getattr(message, "channel", None)))


async def _answer(hub: "Hub", socket: Socket, message: ClientMessage) -> None:
    match message:
        case Hello(None):
            socket.send(_welcome(socket.user))
        case Hello(str(token)):
            await _hello(hub, socket, token)
        case Subscribe(said_name, after):
            await _subscribe(hub, socket, said_name, after)
        case Unsubscribe(said_name):
            _unsubscribe(hub, socket, said_name)
        case Ping():
            socket.send(PONG)


async def _hello(hub: "Hub", socket: Socket, token: str) -> None:
    try:
        user = await hub.verify(token, socket.address)
    except TokenRefused:
        return socket.send(error("token_refused"))
    except TooManyTokens:
        return socket.send(error("too_many_requests"))
    if socket.ending:
        return None
    if socket.user and socket.user.id != user.id:
        return socket.send(error("other_user"))
    left = user.expires_at.timestamp() - hub.hall.clock.wall()
    if left <= 0:
        return socket.send(error("token_refused"))
    if not hub.crowd.name(socket, user):
        return hub.dismiss(socket, 1008, "too_many_of_user")
    stands(hub, socket, left)
    socket.send(_welcome(user))


def _welcome(user: User | None) -> bytes:
    return welcome(user.id, user.expires_at) if user else welcome(None, None)


async def _subscribe(hub: "Hub", socket: Socket, said_name: str, after: int | None) -> None:
    name = feed_name(said_name, socket.user)
    if refusal := await _refusal(hub, socket, name):
        return socket.send(error(refusal, said_name))
    if socket.ending or name is None:
        return None
    hub.rooms.leave(socket, name)
    channel = hub.rooms.enter(socket, name)
    if after is None:
        watch(hub.hall, channel, socket)
    elif not keeps_a_past(name):
        watch_anew(hub.hall, channel, socket)
    else:
        await resume(hub.hall, channel, socket, after)


async def _refusal(hub: "Hub", socket: Socket, name: str | None) -> str | None:
    if name is None:
        return "unknown_channel"
    if len(socket.channels) >= hub.hall.settings.channels_per_socket and name not in hub.rooms.of(socket):
        return "too_many_channels"
    user = socket.user if holds(hub, socket) else None
    if await hub.allowed(user, name):
        return None
    if socket.user:
        return "forbidden" if user else "token_expired"
    return "login_required"


def _unsubscribe(hub: "Hub", socket: Socket, said_name: str) -> None:
    name = feed_name(said_name, socket.user)
    if name is None or not hub.rooms.leave(socket, name):
        return socket.send(error("not_subscribed", said_name))
    socket.send(said("unsubscribed", channel=said_name))
