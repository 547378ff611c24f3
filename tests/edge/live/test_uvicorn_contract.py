"""The private names of uvicorn that the takeover leans on, one by one: an upgrade that breaks one fails here."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState
from websockets.http11 import Request

from edge.live.takeover import Takeover
from tests.edge.live.fakes import FakeTransport, World

HANDSHAKE = (
    b"GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
App = Callable[[Any, Any, Any], Awaitable[None]]


class Wire(FakeTransport):
    closed = False
    protocol: object = None

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self.high = high

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self.protocol = protocol

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True


class Upgrade:
    """One upgrade request, up to where uvicorn hands it to the application."""

    def __init__(self, app: App, protocol: type[Takeover] = Takeover) -> None:
        config = uvicorn.Config(app, ws_per_message_deflate=False, lifespan="off", log_config=None)
        config.load()
        self.state, self.wire = ServerState(), Wire()
        self.protocol = protocol(config, self.state, {})
        self.protocol.connection_made(self.wire)

    async def run(self) -> None:
        self.protocol.data_received(HANDSHAKE)
        await asyncio.wait(self.state.tasks)


async def taken(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    hub = World().hub
    hub.join(scope["extensions"]["takeover"](hub, 1024, 4096), "")


async def untaken(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})


async def test_handle_connect_is_called_with_the_request():
    seen: list[object] = []

    class Spy(Takeover):
        def handle_connect(self, event: Request) -> None:
            seen.append(event)
            super().handle_connect(event)

    await Upgrade(untaken, Spy).run()
    assert isinstance(seen[0], Request)


async def test_scope_is_made_by_handle_connect_and_has_extensions():
    upgrade = Upgrade(untaken)
    assert not hasattr(upgrade.protocol, "scope")
    await upgrade.run()
    assert upgrade.protocol.scope["extensions"]["takeover"] == upgrade.protocol.takeover


async def test_a_bad_handshake_makes_no_scope():
    upgrade = Upgrade(untaken)
    upgrade.protocol.data_received(HANDSHAKE.replace(b"Version: 13", b"Version: 12"))
    assert not hasattr(upgrade.protocol, "scope")
    assert upgrade.wire.closed


@pytest.mark.parametrize("body", [b"Content-Length: 2", b"Transfer-Encoding: chunked"])
async def test_a_handshake_that_cannot_be_read_is_a_bad_request_and_holds_no_connection(body: bytes):
    upgrade = Upgrade(untaken)
    upgrade.protocol.data_received(HANDSHAKE.removesuffix(b"\r\n") + body + b"\r\n\r\n")
    assert upgrade.wire.written.startswith(b"HTTP/1.1 400 ") and b"bad_request" in upgrade.wire.written
    assert upgrade.wire.closed


async def test_connections_is_the_servers_set_of_what_it_shuts_down():
    upgrade = Upgrade(taken)
    assert upgrade.state.connections == {upgrade.protocol}
    await upgrade.run()
    assert upgrade.state.connections == {upgrade.wire.protocol}


async def test_transport_is_the_connection_and_is_handed_over():
    upgrade = Upgrade(taken)
    await upgrade.run()
    assert upgrade.wire.protocol.transport is upgrade.protocol.transport is upgrade.wire  # type: ignore[attr-defined]
    assert upgrade.wire.high == 1024


async def test_close_timer_keeps_the_connection_open_when_the_application_returns():
    kept, closed = Upgrade(taken), Upgrade(untaken)
    await kept.run()
    await closed.run()
    assert not kept.wire.closed
    assert closed.wire.closed


async def test_read_paused_tells_whether_reading_must_be_resumed():
    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        upgrade.protocol.data_received(b"\x81\x80mask")
        assert upgrade.protocol.read_paused
        assert not upgrade.wire.reading
        scope["extensions"]["takeover"](World().hub, 1024, 4096)

    upgrade = Upgrade(slow)
    await upgrade.run()
    assert upgrade.wire.reading


async def test_stop_keepalive_takes_the_ping_timer_away():
    upgrade = Upgrade(taken)
    upgrade.protocol.ping_interval = 0.01
    await upgrade.run()
    assert upgrade.protocol.ping_timer is None


async def test_the_old_protocol_is_not_kept_alive_by_its_own_scope():
    upgrade = Upgrade(taken)
    await upgrade.run()
    assert "takeover" not in upgrade.protocol.scope["extensions"]
