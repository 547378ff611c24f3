"""A lane on PostgreSQL that is not let, and messages that no index can hold: nothing is lost, and nothing is hidden."""

import random
import string
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import asyncpg
import pytest

from choreography.envelope import Envelope
from choreography.lane import Lane
from choreography.memory.bus import MemoryBus
from choreography.memory.nats import MemoryNats
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from choreography.settings import ShellSettings
from choreography.tasks import background
from contracts.base import Message, Refused
from contracts.bookings import CancelBooking
from handlers.audit import audit
from ops.stack import Addresses
from tests.database import own_database
from tests.eventually import eventually

pytestmark = pytest.mark.real
HASTY = ShellSettings(backoff_most=0.2, poll=0.1, forget_after=0.1, settle_after=0.1)
LONG = "".join(random.Random(1).choices(string.ascii_letters, k=6_000))  # noqa: S311 (what does not compress)
CANCEL = CancelBooking(event_id="e1", booking_id="e1-b1", buyer_id="ann")


@dataclass
class Scene:
    lane: Lane
    bus: MemoryBus
    admin: asyncpg.Connection

    async def say(self, message: Message = CANCEL, **other: Any) -> str:
        """On the topic and with the key of a command of the event e1; its id."""
        id_, kind = str(uuid.uuid4()), type(message).__name__
        said = Envelope(id_, kind, "test", datetime.now(UTC), CANCEL.TOPIC, "e1", "e1-b1", id_)
        await self.bus.producer().send(replace(said, **other), message.model_dump_json().encode(), 1)
        return id_

    async def entries(self) -> list[str]:
        return [row[0] for row in await self.admin.fetch("select id from entry order by n")]

    async def dead(self) -> list[tuple[str, str]]:
        return [tuple(row) for row in await self.admin.fetch("select id, error from waiting where reason = 'dead'")]


@pytest.fixture
async def scene(stack: Addresses) -> AsyncIterator[Scene]:
    """Audit, which hears all commands and refusals, and keeps what they are about in an index."""
    dsn = await own_database(stack.postgres, "denied")
    await provision(dsn, audit, files("handlers.audit") / "sql")
    bus, store = MemoryBus(), await PostgresStore.open(dsn.replace("boxoffice@", "audit@"), audit)
    bus.create([*audit.topics, "audit.events"])
    admin = await asyncpg.connect(dsn, server_settings={"search_path": "audit"})
    lane = Lane(audit, store, bus.producer(), MemoryNats(), settings=HASTY)
    bus.join(lane)
    async with background(lane.run()):
        await eventually(lambda: lane.unready == "")
        yield Scene(lane, bus, admin)
        await bus.stop()
    await store.close()
    await admin.close()


@asynccontextmanager
async def without(scene: Scene, privilege: str, table: str) -> AsyncIterator[None]:
    """Meanwhile audit may not do this."""
    await scene.admin.execute(f"revoke {privilege} on {table} from audit")
    yield
    await scene.admin.execute(f"grant {privilege} on {table} to audit")


@contextmanager
def steadily(check: Callable[[], object]) -> Iterator[Callable[[], None]]:
    """Hands out what looks once; in the end it must have been so at each look."""
    looks = list[object]()
    yield lambda: looks.append(check())
    assert looks and all(looks)


@pytest.mark.parametrize(("privilege", "table"), [("insert", "outbox"), ("insert", "entry"), ("select", "inbox")])
async def test_a_lane_that_is_denied_says_so_and_goes_on_when_it_is_let(
    scene: Scene, privilege: str, table: str
) -> None:
    async with without(scene, privilege, table):
        said = [await scene.say() for _ in range(3)]
        await eventually(lambda: "(42501): permission denied for table" in scene.lane.unready)
        with steadily(lambda: scene.lane.unready.startswith("Denied: InsufficientPrivilege")) as look:
            failed = scene.lane.counters.failed["Denied"]
            await eventually(lambda: look() or scene.lane.counters.failed["Denied"] > failed + 3)
        said.append(await scene.say())
    assert await eventually(scene.entries, within=15) and await eventually(lambda: scene.lane.unready == "")
    assert await eventually(lambda: all_of(scene, said)) and await scene.dead() == []


async def all_of(scene: Scene, said: list[str]) -> bool:
    return await scene.entries() == said


async def test_a_lane_that_is_denied_its_idle_work_is_well_once_that_is_done(scene: Scene) -> None:
    async with without(scene, "delete", "outbox"):
        await scene.say()
        await eventually(lambda: "permission denied for table outbox" in scene.lane.unready)
    await eventually(lambda: scene.lane.unready == "")
    await eventually(lambda: nothing_left(scene))


async def nothing_left(scene: Scene) -> bool:
    return not await scene.admin.fetchval("select count(*) from outbox")


async def test_a_table_that_is_missing_is_told_and_nothing_is_lost(scene: Scene) -> None:
    await scene.admin.execute("alter table head rename to gone")
    said = [await scene.say()]
    await eventually(lambda: "(42P01)" in scene.lane.unready)
    await scene.admin.execute("alter table gone rename to head")
    assert await eventually(lambda: all_of(scene, said)) and await eventually(lambda: scene.lane.unready == "")


async def test_a_key_that_no_index_holds_is_one_dead_letter_and_the_partition_moves_on(scene: Scene) -> None:
    before = [await scene.say(), await scene.say()]
    bad = await scene.say(Refused(command="c1", name="CancelBooking", about=LONG, reason="not_found"))
    after = [await scene.say(subject="e1-b2") for _ in range(2)]
    await eventually(lambda: all_of(scene, before + after))
    ((dead, error),) = await scene.dead()
    assert dead == bad and "ProgramLimitExceededError (54000)" in error
    assert await eventually(lambda: scene.lane.unready == "")


@pytest.mark.parametrize("name", ["key", "id", "subject", "actor", "causation"])
async def test_an_envelope_that_no_index_holds_is_one_dead_letter_and_the_partition_moves_on(
    scene: Scene, name: str
) -> None:
    await scene.say(**{name: LONG})
    after = [await scene.say()]
    await eventually(lambda: all_of(scene, after))
    ((_, error),) = await eventually(scene.dead)
    assert "6000 bytes" in error
