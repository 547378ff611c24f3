"""The edge on its socket."""

import asyncio
import logging
import signal
import socket
import ssl
from collections.abc import Callable
from typing import Any

import uvicorn
from litestar import Litestar

from edge.descriptors import Room, raise_bound, room
from edge.door.arrival import arriving
from edge.live.takeover import Takeover
from edge.settings import EdgeSettings
from edge.tls import Certificate

log = logging.getLogger(__name__)
BACKLOG = 4096
DEAD_AFTER = 30_000
"""Milliseconds after which a peer that acknowledges nothing is gone."""


class Server(uvicorn.Server):
    """`ready` is told once it serves."""

    def __init__(self, app: Litestar, ready: Callable[[dict[str, Any]], None]) -> None:
        raise_bound()
        settings = EdgeSettings()
        self.certificate = Certificate(settings)
        super().__init__(config(app, self.certificate.context, settings))
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            self.ready({"url": f"{'https' if self.certificate.context else 'http'}://{host}:{port}"})
        if self.certificate.context:
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.reread)

    def reread(self) -> None:
        """The certificate, and its key, as they are now in their files."""
        try:
            self.certificate.read()
        except (OSError, ssl.SSLError) as error:
            log.error("the certificate stays as it was: %s", error)


def config(
    app: Litestar,
    tls: ssl.SSLContext | None = None,
    settings: EdgeSettings | None = None,
    descriptors: Room | None = None,
) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        ssl_context_factory=(lambda *_: tls) if tls else None,
        http=arriving(settings or EdgeSettings(), (descriptors or room()).connections),
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
