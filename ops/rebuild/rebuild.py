"""From an empty schema to the one that serves."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from choreography.changes import Said
from choreography.envelope import Headers
from choreography.kafka.replay import Replay, replaying
from choreography.kafka.settings import KafkaSettings
from choreography.lane import Lane
from choreography.mesh import MeshSettings
from choreography.postgres import beside
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from choreography.service import Service
from choreography.tasks import background
from ops import registry
from ops.rebuild.progress import Incomplete, Pace, Progress, must_be_whole, now
from ops.rebuild.release import release
from ops.rebuild.swap import swap

TELL_EVERY = 1.0
DEAD = "select count(*) from \"{}\".waiting where reason in ('dead', 'parked')"
Tell = Callable[[Progress], None]


@dataclass(frozen=True)
class Rebuilt:
    """`dead` messages could not be handled; `dead_before` is how many there were in the tables that served till now.

    Of the records, `resumed` were read by a call before, which was broken off.
    """

    records: int
    seconds: float
    dead: int
    dead_before: int
    resumed: int = 0


class Nobody:
    """Hears nothing: who only listens says nothing."""

    async def publish(self, rows: Sequence[Said], acked: Callable[[Said], None]) -> None:
        assert not rows, "nothing must be said again"

    async def tell(self, subject: str, body: bytes, headers: Headers = ()) -> None:
        return


async def rebuilt(name: str, mesh: MeshSettings, kafka: KafkaSettings, tell: Tell, anew: bool = False) -> Rebuilt:
    """Of a service that says nothing. Broken off, it leaves the serving tables as they are; called again, it goes on.

    `anew` begins at the beginning even so, as another release does.

    Raises Incomplete, Stuck, InUse and OtherTables, and what the servers raise.
    """
    service = registry.service(name)
    assert not service.says and not service.performers, f"{name} would say it all again"
    async with administrator(mesh.postgres) as admin, beside.alone(admin, name):
        if anew or await beside.note(admin, name) != release(name):
            await beside.cleared(admin, name)
        new = beside.NEW.format(name)
        await provision(mesh.postgres, service, registry.migrations(name), mesh.password(name), new)
        await beside.noted(admin, name, release(name))
        try:
            found = await _built(admin, service, mesh, kafka, tell)
        except (Incomplete, beside.OtherTables):
            await beside.cleared(admin, name)
            raise
        await beside.cleared(admin, name)
        return found


async def _built(admin: Any, service: Service, mesh: MeshSettings, kafka: KafkaSettings, tell: Tell) -> Rebuilt:
    name, pace = service.name, Pace()
    before = sum((await beside.stands(admin, beside.NEW.format(name))).values())
    async with hearing(service, mesh, kafka) as (lane, replay):
        must_be_whole(await replay.all_bounds(), await beside.stands(admin, name))
        await replay.begun()
        await followed(replay, lane, pace, tell)
        await beside.analyzed(admin, name)
        while not await swap(admin, replay, lane, name):
            await followed(replay, lane, pace, tell)
    records = sum((await beside.stands(admin, name)).values())
    dead, dead_before = [await admin.fetchval(DEAD.format(schema)) for schema in (name, beside.OLD.format(name))]
    return Rebuilt(records, round(now() - pace.began, 1), dead, dead_before, resumed=before)


async def followed(replay: Replay, lane: Lane, pace: Pace, tell: Tell) -> None:
    """Returns when no more is left than goes into one batch."""
    while True:
        seen = pace.progress(await replay.all_bounds(), lane.next)
        tell(seen)
        if seen.of - seen.records <= replay.settings.batch:
            return
        pace.must_go_on(lane.trouble)
        until = now() + TELL_EVERY
        while now() < until:
            await replay.batch()


@asynccontextmanager
async def hearing(service: Service, mesh: MeshSettings, kafka: KafkaSettings) -> AsyncIterator[tuple[Lane, Replay]]:
    """A lane of the service that writes into the new tables."""
    async with AsyncExitStack() as stack:
        new = beside.NEW.format(service.name)
        store = await PostgresStore.open(mesh.dsn(service.name), service, schema=new)
        stack.push_async_callback(store.close)
        lane = Lane(service, store, Nobody(), Nobody())
        replay = await stack.enter_async_context(replaying(lane, kafka))
        await stack.enter_async_context(background(lane.run()))
        yield lane, replay


@asynccontextmanager
async def administrator(dsn: str) -> AsyncIterator[Any]:
    admin = await asyncpg.connect(dsn, server_settings={"TimeZone": "UTC", "application_name": "boxoffice rebuild"})
    try:
        yield admin
    finally:
        await admin.close()
