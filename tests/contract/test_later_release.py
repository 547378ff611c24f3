"""A later release has changed the tables; a worker of the one before it starts again and sells on."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from choreography.postgres.columns import Disagreement
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from ops.stack import Addresses
from tests.contract.batch import save, written
from tests.contract.shop import Shelf, shop
from tests.database import own_database

pytestmark = pytest.mark.real
Admin = asyncpg.Connection
SQL = Path(__file__).parent / "sql"
COLOURS = "select shelf, colour, used from shop.shelf order by shelf"


@pytest.fixture
async def dsn(stack: Addresses) -> str:
    dsn = await own_database(stack.postgres, "later")
    await provision(dsn, shop, SQL)
    return dsn


@pytest.fixture
async def admin(dsn: str) -> AsyncIterator[Admin]:
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


async def opened(dsn: str) -> PostgresStore:
    return await PostgresStore.open(dsn.replace("boxoffice@", "shop@"), shop)


async def put(dsn: str, *rows: Shelf) -> None:
    store = await opened(dsn)
    await save(store, **written(*rows))
    await store.close()


async def test_it_leaves_alone_what_the_later_release_keeps(dsn: str, admin: Admin) -> None:
    await put(dsn, Shelf("a", "1", version=1))
    await admin.execute("alter table shop.shelf add colour text not null default 'red', add note text")
    await admin.execute("update shop.shelf set colour = 'blue'")
    await put(dsn, Shelf("a", "1", used=2, version=2), Shelf("a", "2", version=1))
    assert list(map(tuple, await admin.fetch(COLOURS))) == [("1", "blue", 2), ("2", "red", 0)]


async def test_it_does_not_start_where_it_would_have_to_fill_a_column(dsn: str, admin: Admin) -> None:
    await admin.execute("alter table shop.shelf add colour text not null")
    with pytest.raises(Disagreement, match="shelf: the column colour has no field"):
        await opened(dsn)


async def test_who_makes_the_tables_must_know_each_column(dsn: str, admin: Admin) -> None:
    await admin.execute("alter table shop.shelf add note text")
    with pytest.raises(Disagreement, match="shelf: the column note has no field"):
        await provision(dsn, shop, SQL)
