"""What touches the transport itself, on the loop of production."""

import asyncio
import socket

import pytest

from tests.edge.live.fakes import body, masked
from tests.edge.live.server import Client, LiveServer, live_server, on_uvloop
from tests.eventually import eventually

pytestmark = pytest.mark.real
E, B = "event:e", "booking:ada"
ADA = "ada phone 300"


@on_uvloop
async def test_news_and_gaps_reach_who_watches():
    async with live_server() as server:
        server.feed.has(B, 3, 4)
        ada = await server.client(E, who=ADA)
        await ada.asks("subscribe", channel=B, after=2)
        server.hub.publish(B, 5, 5, body(5))
        server.hub.publish(E, 1, 1, body(1))
        assert [(await ada.hears())["to"] for _ in range(4)] == [3, 4, 5, 1]


@on_uvloop
async def test_a_frame_too_large_is_told_so():
    async with live_server() as server:
        client = await server.client()
        await client.connection.send("x" * 1_000_000)
        assert await client.ending() == ("too_large", 1009)


@on_uvloop
async def test_a_stop_tells_all_to_come_back_not_all_at_once():
    async with live_server(shed_per_second=100, shed_within=100) as stopping:
        clients = [await stopping.client(E) for _ in range(20)]
        started = asyncio.get_running_loop().time()
        await stopping.stop()
        assert asyncio.get_running_loop().time() - started >= 0.15
        assert [await client.ending() for client in clients] == [("restart", 1012)] * 20


@on_uvloop
async def test_a_stalled_client_stops_nobody_and_is_dropped():
    async with live_server(slow_after=1, sockets_per_user=9) as server:
        quick = [await server.client(B, who=ADA) for _ in range(3)]
        stalled = await _stalled(server)
        for n in range(1, 1001):
            server.hub.publish(B, n, n, b'"%b"' % (b"x" * 2_000))
            if n % 20 == 0:
                assert [await _last(client, n) for client in quick] == [n] * 3
        assert server.hub.metrics.skipped > 500
        await eventually(lambda: server.hub.metrics.dropped["slow_client"] == 1)
        await eventually(lambda: server.hub.metrics.sockets == 3)
        stalled.close()


@on_uvloop
async def test_a_client_that_reads_again_is_told_to_resync():
    async with live_server() as server:
        reader, writer = await _opened(server)
        writer.transport.pause_reading()
        for n in range(1, 3001):
            server.hub.publish(B, n, n, b'"%b"' % (b"x" * 2_000))
            if server.hub.slow:
                break
            await asyncio.sleep(0)
        await eventually(lambda: server.hub.slow)
        server.hub.publish(B, n + 1, n + 1, body(1))
        writer.transport.resume_reading()
        told = b'{"type":"resync","channel":"booking:ada","at":%d}' % (n + 1)
        await asyncio.wait_for(reader.readuntil(told), 10)
        assert not server.hub.slow
        writer.close()


async def _last(client: Client, n: int) -> int:
    while (said := await client.hears())["to"] < n:
        pass
    return int(said["to"])


async def _stalled(server: LiveServer) -> asyncio.StreamWriter:
    _, writer = await _opened(server)
    writer.transport.pause_reading()
    return writer


async def _narrow(address: tuple[str, int]) -> socket.socket:
    """A connection whose kernel buffer does not grow: what its client does not read stays with the server."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    connection.setblocking(False)
    await asyncio.get_running_loop().sock_connect(connection, address)
    return connection


async def _opened(server: LiveServer) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A client on a bare connection that has subscribed to the booking."""
    reader, writer = await asyncio.open_connection(sock=await _narrow(server.address), limit=64 * 2**20)
    writer.write(
        b"GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    await reader.readuntil(b"\r\n\r\n")
    writer.write(masked(b'{"type":"hello","token":"ada phone 300"}'))
    writer.write(masked(b'{"type":"subscribe","channel":"booking:ada"}'))
    await reader.readuntil(b'"subscribed"')
    return reader, writer
