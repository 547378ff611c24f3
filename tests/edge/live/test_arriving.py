"""What comes too slowly, or is too large, on a real connection: it is told so and closed, and a socket stays."""

import asyncio

import pytest

from edge.settings import EdgeSettings
from tests.edge.live.server import LiveServer, live_server, on_uvloop
from tests.eventually import eventually

pytestmark = pytest.mark.real
HASTY = EdgeSettings(head=1_000, head_within=1)


async def told(server: LiveServer, request: bytes) -> bytes:
    """All that is said until the connection is closed."""
    reader, writer = await asyncio.open_connection(*server.address)
    writer.write(request)
    async with asyncio.timeout(10):
        said = await reader.read()
    writer.close()
    return said


@on_uvloop
async def test_the_late_and_the_large_are_told_so_and_a_socket_outlives_both():
    async with live_server(HASTY) as server:
        client = await server.client("event:e1")
        late, silent = await asyncio.gather(told(server, b"GET /docs HT"), told(server, b""))
        assert b" 408 " in late and silent == b""
        assert b" 431 " in await told(server, b"GET /docs HTTP/1.1\r\nX-Long: %s\r\n\r\n" % (b"a" * 1_000))
        assert b" 404 " in await told(server, b"GET /docs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert (await client.asks("subscribe", channel="event:e2"))["type"] == "subscribed"


@on_uvloop
async def test_sockets_leave_room_for_requests_and_who_comes_without_room_is_told_when_to_come_again():
    asked = b"GET /docs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    async with live_server(connections=4, sockets=3) as server:
        clients = [await server.client("event:e1") for _ in range(3)]
        full = await server.client()
        assert await full.ending() == ("full", 1013)
        assert b" 404 " in await told(server, asked)
        _, idle = await asyncio.open_connection(*server.address)
        busy = await told(server, asked)
        assert b" 503 " in busy and b"retry-after: 5" in busy and b'"busy"' in busy
        idle.close()
        await eventually(lambda: len(server.uvicorn.server_state.connections) == 3)
        assert b" 404 " in await told(server, asked)
        assert (await clients[0].asks("ping"))["type"] == "pong"
