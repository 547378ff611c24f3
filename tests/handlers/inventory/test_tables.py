"""Inventory on its own tables: the steps are broken, the fold does not ask, and the database refuses what is used."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from choreography import guard
from choreography.batches import CONFLICTS_AT_MOST
from choreography.intake import Item, wanted
from choreography.lane import Lane
from choreography.memory.bus import MemoryBus
from choreography.memory.nats import MemoryNats
from choreography.ports import Conflict
from choreography.postgres.store import PostgresStore
from choreography.row import Key, Row
from choreography.testing import Bench
from contracts.base import Message
from handlers.inventory import inventory as service
from handlers.inventory.admissions import Admission
from handlers.inventory.rows import Hold, Seat, Stock, TicketStock
from ops.stack import Addresses
from tests.contract.planting import ENGINE, plant
from tests.database import own_tables
from tests.handlers.inventory.careless import A1, OVERSALES, UNPLANNED, look_at_nothing
from tests.handlers.inventory.saying import expired, requested

pytestmark = pytest.mark.real
GUARDED = (Admission, Seat, Stock, TicketStock)
CHECKS = {row.TABLE: guard.name(row) for row in GUARDED}


@dataclass
class Tables:
    store: PostgresStore
    lane: Lane

    async def given(self, *rows: Row) -> None:
        await plant(self.store, *rows)
        self.lane.epochs[0] = (await self.store.take([0]))[0].epoch

    async def hears(self, *messages: Message) -> None:
        """All in one batch."""
        await self.lane.batches.run([item(message, f"m{n}") for n, message in enumerate(messages)], CONFLICTS_AT_MOST)

    async def stand(self, message: Message) -> dict[type[Row], dict[Key, Row]]:
        """The rows that it is about."""
        return (await self.store.load(wanted(service, [item(message)], [0]))).rows

    async def dead(self) -> list[tuple[str, str]]:
        found = await self.store.pool.fetch("select subject, error from waiting where reason = 'dead' order by seq")
        return [tuple(row) for row in found]


def item(message: Message, id_: str = "") -> Item:
    envelope = Bench(service)._envelope(message, id_, "", None)
    return Item(envelope, message.model_dump_json().encode(), 0, message)


@pytest.fixture(scope="module")
def dsn(stack: Addresses) -> str:
    return asyncio.run(own_tables(stack.postgres, "oversales", service))


@pytest.fixture
async def tables(dsn: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Tables]:
    """The database knows the guards; from here on neither the steps nor the fold do."""
    store = await PostgresStore.open(dsn, service, size=1)
    look_at_nothing(monkeypatch)
    for row in GUARDED:
        monkeypatch.setattr(row, "legal", Row.legal)
    yield Tables(store, Lane(service, store, MemoryBus().producer(), MemoryNats()))
    names = (*(row.TABLE for row in service.rows), *ENGINE)
    await store.pool.execute("".join(f"delete from {name};" for name in names))  # noqa: S608
    await store.close()


@pytest.mark.parametrize(("rows", "message", "broken"), OVERSALES)
async def test_the_database_refuses_what_is_gone(
    tables: Tables, rows: tuple[Row, ...], message: Message, broken: str
) -> None:
    await tables.given(*rows)
    before = await tables.stand(message)
    await tables.hears(message)
    assert await tables.dead() == [("e1-b2", f"constraint {CHECKS[broken.partition('/')[0]]}")]
    assert await tables.stand(message) == before and not await tables.store.unpublished([0])


async def test_of_one_batch_the_next_owner_has_what_was_given_back_and_who_comes_after_is_dead(tables: Tables) -> None:
    await tables.given(*UNPLANNED)
    await tables.hears(expired(A1), requested(A1, booking="b2"), requested(A1, booking="b3"))
    stand = await tables.stand(requested(A1, booking="b3"))
    assert stand[Seat]["e1", A1] == Seat("e1", A1, "e1-b2", 3, version=3) and not stand[Hold]
    assert await tables.dead() == [("e1-b3", f"constraint {CHECKS['seat']}")]


async def test_an_owner_that_is_written_over_another_is_a_conflict_though_the_check_is_content(tables: Tables) -> None:
    await tables.given(*UNPLANNED)
    with pytest.raises(Conflict):
        await plant(tables.store, Seat("e1", A1, "e1-b2", 1, version=1))


async def test_a_seat_that_is_given_back_and_taken_within_one_batch_has_its_next_owner(tables: Tables) -> None:
    await tables.given(*UNPLANNED)
    await tables.hears(expired(A1), requested(A1, booking="b2"))
    stand = await tables.stand(requested(A1, booking="b2"))
    assert stand[Seat]["e1", A1] == Seat("e1", A1, "e1-b2", 3, version=3) and not await tables.dead()
