"""A real server in this process, on a free port, with a minimal application around the hub."""

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
import uvicorn
import uvloop
from litestar import Litestar
from websockets.asyncio.client import ClientConnection, connect

from edge.door.arrival import arriving
from edge.live.clock import LoopClock
from edge.live.hub import Hub
from edge.live.route import live_route
from edge.live.settings import LiveSettings
from edge.live.takeover import Takeover
from edge.settings import EdgeSettings
from tests.edge.live.fakes import NOW, Feed, Sessions, allowed, verify
from tests.eventually import eventually


def on_uvloop(test: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    """The loop of production for one test."""

    @functools.wraps(test)
    def run() -> None:
        uvloop.run(test())

    return run


class ShiftedClock(LoopClock):
    """Tokens of the fakes count from NOW."""

    def __init__(self) -> None:
        self.start = self.now()

    def wall(self) -> float:
        return NOW + self.now() - self.start


class LiveServer:
    serving: asyncio.Task[None]

    def __init__(self, settings: LiveSettings, door: EdgeSettings, connections: int) -> None:
        self.feed, self.sessions = Feed(), Sessions()
        self.hub = Hub(settings, verify, allowed, self.feed.gap, self.sessions.standing, ShiftedClock())
        app = Litestar([live_route(self.hub)], lifespan=[lambda _: self.hub], openapi_config=None)
        self.uvicorn = uvicorn.Server(
            uvicorn.Config(
                app,
                port=0,
                http=arriving(door, connections),
                ws=Takeover,
                log_level="warning",
                ws_per_message_deflate=False,
                ws_ping_interval=None,
                timeout_graceful_shutdown=20,
            )
        )

    @property
    def address(self) -> tuple[str, int]:
        host, port = self.uvicorn.servers[0].sockets[0].getsockname()
        return host, port

    @property
    def url(self) -> str:
        return "ws://{}:{}/live".format(*self.address)

    async def stop(self) -> None:
        self.uvicorn.should_exit = True
        await self.serving

    async def client(self, *channels: str, who: str | None = None, **options: Any) -> "Client":
        """Connected, signed in, subscribed."""
        client = Client(await connect(self.url, compression=None, ping_interval=None, close_timeout=5, **options))
        if who:
            await client.asks("hello", token=who)
        for channel in channels:
            assert (await client.asks("subscribe", channel=channel))["type"] == "subscribed"
        return client


class Client:
    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def says(self, kind: str, **fields: Any) -> None:
        await self.connection.send(msgspec.json.encode({"type": kind, **fields}).decode())

    async def hears(self) -> dict[str, Any]:
        async with asyncio.timeout(10):
            return msgspec.json.decode(await self.connection.recv(), type=dict[str, Any])

    async def asks(self, kind: str, **fields: Any) -> dict[str, Any]:
        await self.says(kind, **fields)
        return await self.hears()

    async def ending(self) -> tuple[str, int | None]:
        """The reason of the `bye` and the code of the close; what else came before is passed over."""
        while (said := await self.hears())["type"] != "bye":
            pass
        async with asyncio.timeout(10):
            await self.connection.wait_closed()
        return said["reason"], self.connection.close_code


@contextlib.asynccontextmanager
async def live_server(
    door: EdgeSettings | None = None, connections: int = 20_000, **settings: Any
) -> AsyncIterator[LiveServer]:
    live = LiveSettings(**{"sockets_per_address": 5_000, "sockets_per_user": 50, **settings})
    server = LiveServer(live, door or EdgeSettings(), connections)
    server.serving = asyncio.create_task(server.uvicorn.serve())
    try:
        await eventually(lambda: server.uvicorn.started)
        yield server
    finally:
        await server.stop()
