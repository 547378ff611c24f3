"""A streaming replica, from which the door reads what it shows: it is lost, and late, and everything goes on."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from ops.stack.addresses import kept_ports
from ops.stack.postgres import replica
from ops.stack.supervise import Supervised
from tests.edge.conftest import UNHURRIED, frozen
from tests.edge.crowd import Crowd
from tests.edge.front import Front, visiting
from tests.edge.views_tables import tables_of
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = [pytest.mark.real, pytest.mark.whole_log, pytest.mark.timeout(300)]
READ = "select count(*) from pg_stat_activity where application_name = 'boxoffice views' and query ~ 'json_build'"
"""What is shown is built there; the door's looks at the replica build nothing. Of a statement 1,024 bytes are told."""


@dataclass
class Copy:
    """The replica, and the door that reads from it."""

    server: Supervised
    dsn: str
    front: Front

    async def does(self, statement: str) -> int:
        """By an administrator, there."""
        there = await asyncpg.connect(self.dsn)
        try:
            return int(await there.fetchval(statement) or 0)
        finally:
            await there.close()

    async def is_read(self) -> bool:
        await self.front.client.get("/events", params={"q": os.urandom(4).hex()})
        return await self.does(READ) > 0


@pytest.fixture
def lock() -> Iterator[int]:
    opened = os.open(os.devnull, os.O_RDONLY)
    yield opened
    os.close(opened)


@pytest.fixture
async def copy(fleet: Fleet, stack_data: Path, lock: int) -> AsyncIterator[Copy]:
    fleet.whole()
    ports = kept_ports(stack_data, 1)
    server = await replica(stack_data, ports["replica"], ports["postgres"])
    supervised = Supervised(server, stack_data, lock, lambda event: None)
    await supervised.start()
    dsn = fleet.addresses.postgres.replace(str(ports["postgres"]), str(ports["replica"]))
    fleet.start("copy", "--port", "0", run="edge", BOXOFFICE_REPLICA=dsn, **UNHURRIED)
    async with visiting(str(fleet.said["copy"]["url"])) as front:
        found = Copy(supervised, dsn, front)
        await eventually(found.is_read, within=20)
        yield found
    fleet.end("copy")
    await supervised.stop()


@asynccontextmanager
async def crowd(front: Front) -> AsyncIterator[Crowd]:
    organiser = await front.person(organiser=True)
    crowd = Crowd(front, organiser, await front.on_sale(organiser, places=10_000), over_replica=True)
    async with crowd.there():
        yield crowd
    await crowd.is_shown()


async def test_people_look_and_buy_though_the_replica_is_lost_and_it_is_read_again_when_it_is_back(copy: Copy) -> None:
    async with crowd(copy.front) as people:
        copy.server.kill(hold=True)
        await people.goes_on()
        await copy.server.restart()
        await eventually(copy.is_read, within=30)


async def test_a_replica_that_is_late_is_not_read(copy: Copy) -> None:
    organiser = await copy.front.person(organiser=True)
    id_ = await copy.front.on_sale(organiser)
    await copy.does("select 1 from pg_wal_replay_pause()")
    await organiser.asks("PATCH", f"/events/{id_}", json={"name": "Gala"})
    await organiser.sees(f"/events/{id_}", name="Gala")
    await copy.does("select 1 from pg_wal_replay_resume()")


async def test_an_edge_opens_though_its_replica_is_not_there(copy: Copy, fleet: Fleet) -> None:
    copy.server.kill(hold=True)
    fleet.restart("copy")
    async with visiting(str(fleet.said["copy"]["url"])) as front:
        await front.on_sale(await front.person(organiser=True))
    await copy.server.restart()


async def test_the_views_are_built_anew_under_who_reads_from_the_replica(copy: Copy, fleet: Fleet) -> None:
    async with tables_of(fleet.addresses) as tables, crowd(copy.front):
        await tables.rebuilt()
        await eventually(copy.is_read)


async def test_while_the_primary_answers_nobody_what_is_shown_is_shown_on(copy: Copy, stack_data: Path) -> None:
    id_ = await copy.front.on_sale(await copy.front.person(organiser=True))
    await eventually(copy.is_read)
    with frozen(stack_data, "postgres"):
        for path in ("/events", f"/events/{id_}", f"/events/{id_}/seats"):
            assert (await copy.front.client.get(path)).status_code == 200
