"""Messages of one socket are answered one after the other; a task lives only while one is being answered."""

from typing import TYPE_CHECKING

import msgspec

from edge.live.messages import PONG, ClientMessage, Ping, decode, error
from edge.live.socket import Socket
from edge.live.talk import answer

if TYPE_CHECKING:
    from edge.live.hub import Hub


def hear(hub: "Hub", socket: Socket, text: str) -> None:
    try:
        message = decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return socket.send(error("bad_message"))
    if isinstance(message, Ping):
        return socket.send(PONG)
    _queue(hub, socket, message)


def _queue(hub: "Hub", socket: Socket, message: ClientMessage) -> None:
    if socket.waiting is None:
        socket.waiting = [message]
        hub.hall.spawn(_answer_all(hub, socket, socket.waiting))
    elif len(socket.waiting) < hub.hall.settings.message_burst:
        socket.waiting.append(message)
    else:
        hub.dismiss(socket, 1008, "too_many_messages")


async def _answer_all(hub: "Hub", socket: Socket, waiting: list[ClientMessage]) -> None:
    while waiting and not socket.ending:
        await answer(hub, socket, waiting[0])
        waiting.pop(0)
    socket.waiting = None


def spend(hub: "Hub", socket: Socket) -> bool:
    """One frame of a client. False if it sends more than it may."""
    now, settings = hub.hall.clock.now(), hub.hall.settings
    earned = (now - socket.heard_at) * settings.messages_per_second
    socket.allowance = min(float(settings.message_burst), socket.allowance + earned) - 1
    socket.heard_at = now
    return socket.allowance >= 0
