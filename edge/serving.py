"""The edge on its socket."""

import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from litestar import Litestar

from edge.live.takeover import Takeover

BACKLOG = 4096
DEAD_AFTER = 30_000
"""Milliseconds after which a peer that acknowledges nothing is gone."""


class Server(uvicorn.Server):
    """`ready` is told once it serves."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            self.ready({"url": f"http://{host}:{port}"})


def config(app: Litestar) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="httptools",
        ws=Takeover,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        access_log=False,
        server_header=False,
        log_config=None,
        backlog=BACKLOG,
        timeout_graceful_shutdown=20,
        timeout_keep_alive=30,
    )


def listening(host: str, port: int) -> socket.socket:
    found = socket.create_server((host, port), backlog=BACKLOG, reuse_port=True)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_AFTER)
    return found
