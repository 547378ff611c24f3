"""Places of a queue that closed before its places were told of it: no row of them waits on."""

import asyncio
from importlib.resources import files

import pytest

from choreography.changes import Wanted
from choreography.postgres.store import PostgresStore
from choreography.testing import START
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.rows import Place, PlaceState, Queue, QueueState
from ops.stack import Addresses
from tests.contract.planting import plant
from tests.database import own_tables
from tests.handlers.waiting_room.saying import HOUR, TURN_FOR

pytestmark = pytest.mark.real
SQL = files("handlers.waiting_room") / "sql"


def queue(event: str, state: QueueState) -> Queue:
    return Queue(event, START, START, START + HOUR, 60, TURN_FOR, 500, 9, START, state=state)


def place(event: str, buyer: str, state: PlaceState) -> Place:
    return Place(event, f"{event}-q{buyer}", buyer, 1, "1", "c", START, 1, state=state)


@pytest.fixture(scope="module")
def dsn(stack: Addresses) -> str:
    return asyncio.run(own_tables(stack.postgres, "closedbefore", service))


async def test_who_waited_in_a_closed_queue_is_closed_and_nobody_else_is(dsn: str) -> None:
    store = await PostgresStore.open(dsn, service, size=1)
    places = [place("over", "ann", "waiting"), place("over", "ben", "spent"), place("sells", "ann", "waiting")]
    await plant(store, queue("over", "closed"), queue("sells", "running"), *places)
    for _ in range(2):
        await store.pool.execute((SQL / "0005_closed.sql").read_text())
    rows = (await store.load(Wanted(rows={Place: {one.key for one in places}}))).rows[Place]
    states = {key: getattr(row, "state", "") for key, row in rows.items()}
    assert [states[one.key] for one in places] == ["closed", "spent", "waiting"]
    assert rows[places[0].key].version == rows[places[2].key].version + 1
    await store.close()
