"""One change to thousands of real sockets of one process, and a stop with all of them open."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE

import pytest

from tests.edge.live.fakes import body
from tests.edge.live.server import Client, LiveServer, live_server, on_uvloop

pytestmark = [pytest.mark.real, pytest.mark.slow]
E = "event:e"


@on_uvloop
async def test_a_thousand_watchers_get_every_change_in_order():
    async with live_server() as server:
        clients = await _watchers(server, 1000)
        heard = [asyncio.create_task(_until(client, 3)) for client in clients]
        for n in (1, 2, 3):
            server.hub.publish(E, n, n, body(n))
        spans = await asyncio.gather(*heard)
        assert {tuple(span) for span in spans} == {((1, 1), (2, 3))}
        assert server.hub.metrics.frames == 2000
        await server.stop()
        assert server.hub.metrics.dropped["restart"] == 1000


async def _watchers(server: LiveServer, count: int) -> list[Client]:
    clients = []
    for _ in range(0, count, 50):
        clients += await asyncio.gather(*(server.client(E) for _ in range(50)))
    return clients


async def _until(client: Client, last: int) -> list[tuple[int, int]]:
    spans = [(0, 0)]
    while spans[-1][1] < last:
        said = await client.hears()
        spans.append((said["from"], said["to"]))
    return spans[1:]


@on_uvloop
async def test_ten_thousand_watchers_of_one_process_hear_every_change_in_order():
    async with live_server(sockets_per_address=100) as server:
        command = ["-m", "tests.edge.live.crowd", str(server.address[1]), "10000", E, "3"]
        crowd = await asyncio.create_subprocess_exec(sys.executable, *command, stdin=PIPE, stdout=PIPE)
        assert crowd.stdin and crowd.stdout
        async with asyncio.timeout(120):
            assert await crowd.stdout.readline() == b"watching\n"
            for n in (1, 2, 3):
                server.hub.publish(E, n, n, body(n))
            heard = json.loads(await crowd.stdout.readline())
        assert heard == {"[[1, 1], [2, 3]]": 10_000}
        crowd.stdin.close()
        await crowd.wait()
