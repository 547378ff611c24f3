"""A crowd reads one page of an edge of its own: what the database is asked meanwhile is counted by itself."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg
import pytest

from choreography.mesh import MeshSettings
from ops.stack import Addresses
from tests.edge.conftest import UNHURRIED
from tests.edge.front import Front, visiting
from tests.mesh.processes import Fleet

pytestmark = pytest.mark.real
READERS, EACH = 50, 200
COUNTED = """select coalesce(sum(s.calls), 0)::bigint from public.pg_stat_statements s
    join pg_roles r on r.oid = s.userid where r.rolname = 'edge' and s.query like '%event_view%'"""


@pytest.fixture
async def crowded(fleet: Fleet) -> AsyncIterator[Front]:
    fleet.whole()
    fleet.start("crowded", "--port", "0", run="edge", BOXOFFICE_LOG_LEVEL="WARNING", **UNHURRIED)
    async with visiting(str(fleet.said["crowded"]["url"])) as front:
        yield front
    fleet.end("crowded")


@pytest.fixture
async def admin(provisioned: Addresses) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(MeshSettings(postgres=provisioned.postgres).postgres)
    await connection.execute("create extension if not exists pg_stat_statements schema public")
    yield connection
    await connection.close()


@asynccontextmanager
async def keeping_open(url: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    yield reader, writer
    writer.close()


async def reads(url: str, path: str, times: int) -> set[bytes]:
    """The bodies that one connection is shown, one after another: no client of a test is as fast."""
    asked, found = f"GET {path} HTTP/1.1\r\nhost: edge\r\n\r\n".encode(), set[bytes]()
    async with keeping_open(url) as (reader, writer):
        for _ in range(times):
            writer.write(asked)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
            found.add(await reader.readexactly(int(length)))
    return found


async def test_ten_thousand_readings_of_an_event_page_cause_fewer_than_twenty_statements(
    crowded: Front, admin: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    id_, url = await crowded.on_sale(await crowded.person(organiser=True)), str(crowded.client.base_url)
    before = await admin.fetchval(COUNTED)
    shown = await asyncio.gather(*(reads(url, f"/events/{id_}", EACH) for _ in range(READERS)))
    statements = await admin.fetchval(COUNTED) - before
    assert READERS * EACH == 10_000 and 0 < statements < 20
    assert {json.loads(body)["id"] for bodies in shown for body in bodies} == {id_}
