"""Runs the fake on a real socket, inside a test's own event loop or as a process."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from ops.stripe_fake.app import create_app
from ops.stripe_fake.settings import Settings

HOST = "127.0.0.1"


class Server(uvicorn.Server):
    """Calls `ready` once it answers."""

    def __init__(self, settings: Settings | None, ready: Callable[[], object]) -> None:
        app = create_app(settings)
        super().__init__(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1))
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()


class Guest(Server):
    """Leaves the signals to its host."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listening(host: str = HOST, port: int = 0) -> tuple[socket.socket, str]:
    """A bound socket and its base URL; port 0 takes a free one."""
    bound = socket.create_server((host, port), backlog=1024)
    return bound, f"http://{host}:{bound.getsockname()[1]}"


@asynccontextmanager
async def serving(settings: Settings | None = None, port: int = 0) -> AsyncIterator[str]:
    """A fake of its own on a loopback port, a free one for 0; yields its base URL. Raises OSError for a taken port."""
    bound, url = listening(port=port)
    ready = asyncio.Event()
    server = Guest(settings, ready.set)
    task = asyncio.create_task(server.serve([bound]))
    try:
        await ready.wait()
        yield url
    finally:
        server.should_exit = True
        await task
