"""`python -m edge --port 3000`: one process for HTTP and sockets. One JSON line on stdout says that it is ready."""

import argparse
import asyncio
import json
import socket
import sys
from collections.abc import Callable
from typing import Any

import uvicorn
import uvloop

from choreography.sight.logs import configure
from choreography.sight.settings import SightSettings
from edge.app import create_app
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


def config() -> uvicorn.Config:
    return uvicorn.Config(
        create_app(),
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


def main(args: list[str], ready: Callable[[dict[str, Any]], None]) -> None:
    arguments = argparse.ArgumentParser(prog="edge", description="The public door.")
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=3000)
    said = arguments.parse_args(args)
    configure(SightSettings().log_level, "edge")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(Server(config(), ready).serve([listening(said.host, said.port)]))


if __name__ == "__main__":
    main(sys.argv[1:], lambda said: print(json.dumps({"ready": "edge", **said}), flush=True))
