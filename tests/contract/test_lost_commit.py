"""PostgreSQL behind a network that loses replies, and goes away."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from choreography.changes import Changes, LaneRow, Wanted
from choreography.ports import Fenced, Unknown, Unreachable
from choreography.postgres.store import PostgresStore
from ops.stack import Addresses
from tests.contract.batch import lane, said, save
from tests.contract.conftest import emptied
from tests.contract.shop import shop
from tests.eventually import eventually
from tests.proxy import Proxy, proxied

pytestmark = pytest.mark.real
DONE = b"SELECT 1\x00"
"""The end of a save's reply, sent after its commit."""


@pytest.fixture
async def proxy(stack: Addresses, shop_dsn: str) -> AsyncIterator[Proxy]:
    address = urlsplit(stack.postgres)
    await (await emptied(stack.postgres, shop_dsn)).close()
    async with proxied(address.hostname or "", address.port or 0) as proxy:
        yield proxy


@pytest.fixture
async def store(proxy: Proxy) -> AsyncIterator[PostgresStore]:
    store = await PostgresStore.open(f"postgresql://shop@127.0.0.1:{proxy.port}/postgres", shop, size=1, timeout=5)
    yield store
    await store.close()


async def lost_save(store: PostgresStore, proxy: Proxy) -> LaneRow:
    """The lane row on which a save was built whose reply never came."""
    await save(store, said=[said("m0")])  # the same statement: from now on it is prepared, and has one reply
    before = await lane(store)
    proxy.lose(DONE)
    with pytest.raises(Unknown):
        await store.save(Changes(lanes={0: replace(before, next={"t": 9})}, said=[said("m1")]))
    assert proxy.lost == 1
    return before


async def test_a_lost_reply_is_unknown_and_recover_tells_the_truth(store: PostgresStore, proxy: Proxy) -> None:
    before = await lost_save(store, proxy)
    found = await store.recover({0: before.epoch})
    assert found == {0: LaneRow(0, before.epoch, before.turn + 2, {"t": 9})}
    assert [row.id for row in await store.unpublished([0])] == ["m0", "m1"]


async def test_a_second_try_of_a_save_whose_reply_was_lost_is_fenced(store: PostgresStore, proxy: Proxy) -> None:
    before = await lost_save(store, proxy)
    with pytest.raises(Fenced):
        await store.save(Changes(lanes={0: before}, said=[said("m2")]))


async def test_recover_waits_for_a_save_under_way_and_a_zombie_is_fenced(store: PostgresStore, shop_dsn: str) -> None:
    before, other = await lane(store), await PostgresStore.open(shop_dsn, shop, size=2)
    async with other.pool.acquire() as connection, connection.transaction():
        await connection.execute("update lane set turn = turn + 1 where partition = 0")
        recovering = asyncio.create_task(store.recover({0: before.epoch}))
        assert await eventually(lambda: other.pool.fetchval("select exists (select from pg_locks where not granted)"))
        assert not recovering.done()
    assert (await recovering)[0].turn == before.turn + 2
    with pytest.raises(Fenced):
        await other.save(Changes(lanes={0: before}))
    await other.close()


async def test_a_lost_read_is_unreachable_and_the_next_one_works(store: PostgresStore, proxy: Proxy) -> None:
    await save(store)
    proxy.lose()
    with pytest.raises(Unreachable):
        await store.load(Wanted(partitions=(0,)))
    assert (await store.load(Wanted(partitions=(0,)))).lanes[0].turn == 2


async def test_a_server_that_is_away_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        await PostgresStore.open("postgresql://shop@127.0.0.1:1/postgres", shop)
