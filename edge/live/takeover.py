"""The `ws=` class of uvicorn: the application accepts, then the protocol is swapped for a slim one."""

import asyncio
import socket as sockets
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from edge.door.bare import written
from edge.live.socket import Host, Socket
from edge.problem import Problem


class Takeover(WebSocketsSansIOProtocol):
    """After `accept` the application may call `scope["extensions"]["takeover"](host, write_buffer, kernel_buffer)`.

    Parser, scope, queue and ASGI task are freed then. Run with `--ws-per-message-deflate false`: a compressed frame
    cannot be shared.
    """

    def data_received(self, data: bytes) -> None:
        """A handshake with a body cannot be read: the stock class would say nothing, and keep the connection."""
        super().data_received(data)
        if self.conn.handshake_exc and not self.handshake_complete:
            self.transport.write(written(Problem(400, "bad_request")))
            self.transport.close()

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self._extensions()["takeover"] = self.takeover

    def takeover(self, host: Host, write_buffer: int, kernel_buffer: int) -> Socket:
        home = cast("set[object]", self.connections)
        slim = Socket(self.transport, home, host)
        self.stop_keepalive()
        home.discard(self)
        home.add(slim)
        self._extensions().pop("takeover")
        _bound(self.transport, write_buffer, kernel_buffer)
        self.transport.set_protocol(slim)
        if self.read_paused:
            self.transport.resume_reading()
        self.close_timer = asyncio.get_running_loop().call_later(0, _nothing)
        return slim

    def _extensions(self) -> dict[str, Any]:
        return cast("dict[str, Any]", self.scope["extensions"])


def _bound(transport: asyncio.Transport, write_buffer: int, kernel_buffer: int) -> None:
    transport.set_write_buffer_limits(high=write_buffer)
    if connection := transport.get_extra_info("socket"):
        connection.setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, kernel_buffer)


def _nothing() -> None:
    """A close timer that is set keeps the stock class from closing the transport when the handler returns."""
