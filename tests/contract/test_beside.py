"""A second schema takes the place of the one that serves, under a store that has it open."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import asyncpg
import pytest

from choreography.changes import Changes, Wanted
from choreography.ports import Fenced
from choreography.postgres import beside
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from ops.stack import Addresses
from tests.contract.batch import stands, taken, written
from tests.contract.shop import Shelf, shop
from tests.database import own_database

pytestmark = pytest.mark.real
SQL = Path(__file__).parent / "sql"
OLD, NEW = Shelf("a", "1", labels=("old",), version=1), Shelf("a", "1", labels=("new",), version=1)
WAITING = "select exists (select from pg_locks where not granted)"


@dataclass
class Shop:
    """`serving` has the schema open; `new` the one beside it."""

    dsn: str
    admin: "asyncpg.Connection[asyncpg.Record]"
    serving: PostgresStore
    new: PostgresStore

    async def swap(self) -> None:
        async with self.admin.transaction():
            await beside.still(self.admin, "shop")
            await beside.swapped(self.admin, "shop")


@pytest.fixture
async def place(stack: Addresses) -> AsyncIterator[Shop]:
    dsn = await own_database(stack.postgres, "beside")
    await provision(dsn, shop, SQL)
    await provision(dsn, shop, SQL, schema="shop_new")
    mine = dsn.replace("boxoffice@", "shop@")
    stores = [await PostgresStore.open(mine, shop, schema=schema) for schema in ("shop", "shop_new")]
    admin = await asyncpg.connect(dsn)
    yield Shop(dsn, admin, *stores)
    await admin.close()
    for store in stores:
        await store.close()


async def put(store: PostgresStore, row: Shelf, next_: int) -> None:
    lane = await taken(store)
    await store.save(Changes(lanes={0: replace(lane, next={"shop.events": next_})}, **written(row)))


async def test_who_reads_on_reads_the_new_rows_over_the_same_connection(place: Shop) -> None:
    await put(place.serving, OLD, 3)
    await put(place.new, NEW, 5)
    assert await stands(place.serving, OLD) == [OLD]
    await place.swap()
    assert await stands(place.serving, NEW) == [NEW]
    await beside.cleared(place.admin, "shop")
    assert await stands(place.serving, NEW) == [NEW]


async def test_who_held_a_lane_loses_it_and_takes_it_over_where_the_new_rows_stand(place: Shop) -> None:
    held = await taken(place.serving)
    await put(place.new, NEW, 5)
    await place.swap()
    with pytest.raises(Fenced):
        await place.serving.save(Changes(lanes={0: held}))
    assert await place.serving.recover({0: held.epoch}) == {}
    assert (await taken(place.serving)).next == {"shop.events": 5}


async def test_a_save_that_waits_for_the_swap_is_fenced_and_leaves_nothing(place: Shop) -> None:
    await put(place.new, NEW, 5)
    await put(place.serving, OLD, 3)
    lane = (await place.serving.load(Wanted(partitions=(0,)))).lanes[0]
    late = Changes(lanes={0: lane}, **written(Shelf("a", "2", version=1)))
    async with place.admin.transaction():
        await beside.still(place.admin, "shop")
        saving = asyncio.create_task(place.serving.save(late))
        while not await place.admin.fetchval(WAITING):
            await place.serving.load(Wanted(partitions=(0,)))
        await beside.swapped(place.admin, "shop")
    with pytest.raises(Fenced):
        await saving
    assert not await stands(place.serving, Shelf("a", "2", version=1))


async def test_rights_go_along(place: Shop) -> None:
    await place.admin.execute("""do $$ begin create role looker; exception when duplicate_object then null; end $$;
        grant usage on schema shop to looker; grant select on shop.shelf to looker""")
    await place.swap()
    may = "select has_schema_privilege('looker', 'shop', 'usage') and has_table_privilege('looker', $1, 'select')"
    assert await place.admin.fetchval(may, "shop.shelf") and not await place.admin.fetchval(may, "shop.keeper")
    await place.admin.execute("drop owned by looker; drop role looker")


async def test_the_inbox_is_rotated_where_it_is_now(place: Shop) -> None:
    await place.swap()
    await beside.cleared(place.admin, "shop")
    await place.serving.rotate_inbox()


async def test_tables_of_other_files_do_not_take_the_place(place: Shop, tmp_path: Path) -> None:
    for file in SQL.iterdir():
        (tmp_path / file.name).write_text(file.read_text())
    (tmp_path / "0002_more.sql").write_text("create table more ()")
    await provision(place.dsn, shop, tmp_path, schema="shop_new")
    with pytest.raises(beside.OtherTables):
        await place.swap()
    await put(place.serving, OLD, 3)
    assert await stands(place.serving, OLD) == [OLD]


async def test_one_at_a_time_makes_a_schema(place: Shop) -> None:
    other = await asyncpg.connect(place.dsn)
    async with beside.alone(place.admin, "shop"):
        with pytest.raises(beside.InUse):
            async with beside.alone(other, "shop"):
                pass
    await other.close()
