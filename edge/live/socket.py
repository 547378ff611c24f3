"""What is left of a WebSocket after the upgrade: a transport, a pause flag, a small reader. No task, no queue."""

import asyncio
from typing import TYPE_CHECKING, Protocol

from edge.live.frames import CLOSE, PING, PONG, TEXT, close_frame, frame
from edge.live.parser import Broken, Frame, read_frame

if TYPE_CHECKING:
    from edge.live.channel import Channel
    from edge.live.messages import ClientMessage
    from edge.live.ports import User


class Host(Protocol):
    """What a socket tells the hub."""

    def spend(self, socket: "Socket") -> bool: ...
    def heard(self, socket: "Socket", text: str) -> None: ...
    def paused(self, socket: "Socket") -> None: ...
    def resumed(self, socket: "Socket") -> None: ...
    def dismiss(self, socket: "Socket", code: int, reason: str) -> None: ...
    def ended(self, socket: "Socket") -> None: ...
    def left(self, socket: "Socket") -> None: ...
    def drain(self) -> None: ...


class Socket(asyncio.Protocol):
    """One client. Its fields belong to the hub; the slots keep 100,000 of them cheap."""

    __slots__ = (
        "address", "allowance", "behind", "channels", "deadline", "ending", "heard_at", "home", "host", "paused_at",
        "rest", "slot", "sure_until", "transport", "user", "waiting",
    )  # fmt: skip

    def __init__(self, transport: asyncio.Transport, home: "set[object]", host: Host) -> None:
        """`home` is the server's set of connections."""
        self.transport, self.home, self.host = transport, home, host
        self.address, self.slot, self.rest, self.ending = "", 0, b"", False
        self.user: User | None = None
        self.channels: tuple[Channel, ...] = ()
        self.behind: set[Channel] | None = None
        self.waiting: list[ClientMessage] | None = None
        self.allowance = self.heard_at = self.paused_at = self.deadline = self.sure_until = 0.0

    def send(self, data: bytes) -> None:
        if not self.ending:
            self.transport.write(data)

    def end(self, code: int, reason: str = "") -> None:
        """Say goodbye and read no more; the half-close, or TLS's own goodbye, lets the client read it."""
        if self.ending:
            return
        self.transport.write(close_frame(code, reason))
        self.ending, self.rest = True, b""
        if self.transport.can_write_eof():
            self.transport.write_eof()
        else:
            self.transport.close()
        self.host.ended(self)

    def data_received(self, data: bytes) -> None:
        if self.ending:
            return
        data, at = self.rest + data if self.rest else data, 0
        try:
            while not self.ending and (got := read_frame(data, at)):
                at = got.end
                self._take(got)
        except Broken as broken:
            self.host.dismiss(self, broken.code, broken.reason)
        self.rest = b"" if self.ending else data[at:]

    def _take(self, got: Frame) -> None:
        if not self.host.spend(self):
            raise Broken(1008, "too_many_messages")
        if got.opcode == TEXT:
            self.host.heard(self, _text(got.payload))
        elif got.opcode == PING:
            self.send(frame(got.payload, PONG))
        elif got.opcode == CLOSE:
            self.end(1000)

    def pause_writing(self) -> None:
        self.host.paused(self)

    def resume_writing(self) -> None:
        self.host.resumed(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.ending = True
        self.home.discard(self)
        self.host.left(self)

    def shutdown(self) -> None:
        """Called by the server for each connection when it stops."""
        self.host.drain()


def _text(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError:
        raise Broken(1007, "not_utf8") from None
