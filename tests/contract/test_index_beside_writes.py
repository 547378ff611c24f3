"""A migration that builds an index concurrently: nobody who writes waits for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from choreography.postgres.columns import Disagreement, agree
from choreography.postgres.provision import provision
from ops.stack import Addresses
from tests.contract.shop import shop
from tests.database import own_database
from tests.eventually import eventually

pytestmark = pytest.mark.real
SQL = (Path(__file__).parent / "sql" / "0001_shop.sql").read_text()
INDEX = "-- by use\ncreate index concurrently shelf_used on shelf (used)"
UNIQUE = "create unique index concurrently shelf_turn on shelf (turn)"
WRITE = "insert into shop.shelf (shop, shelf, places, used, turn, labels, version) values ('a', $1, 9, 0, 0, '{}', 1)"
BEGUN = "select not indisvalid from pg_index where indexrelid = to_regclass('shop.shelf_used')"
VALID = "select indisvalid from pg_index where indexrelid = to_regclass($1)"

KEEPER = """insert into shop.keeper (shop, mail, shifts, state, busy, pause, seal, version)
    values ($1, 'one', '[]', 'here', false, '0', '', 1)"""
MAIL = "create unique index concurrently keeper_mail on keeper (mail)"


@pytest.fixture
async def dsn(stack: Addresses, tmp_path: Path) -> str:
    dsn = await own_database(stack.postgres, "indexed")
    (tmp_path / "0001_shop.sql").write_text(SQL)
    await provision(dsn, shop, tmp_path)
    return dsn


@pytest.fixture
async def admin(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


@asynccontextmanager
async def unfinished(dsn: str, shelf: str) -> AsyncIterator[None]:
    """Meanwhile somebody has written a shelf and not committed it."""
    connection = await asyncpg.connect(dsn)
    async with connection.transaction():
        await connection.execute(WRITE, shelf)
        yield
    await connection.close()


async def test_others_write_while_it_is_built(dsn: str, admin: asyncpg.Connection, tmp_path: Path) -> None:
    (tmp_path / "0002_index.sql").write_text(INDEX)
    async with unfinished(dsn, "1"):
        building = asyncio.create_task(provision(dsn, shop, tmp_path))
        await eventually(lambda: admin.fetchval(BEGUN))
        await asyncio.wait_for(admin.execute(WRITE, "2"), 3)
    assert await building == ["shop/0002_index.sql"]
    assert await admin.fetchval(VALID, "shop.shelf_used")


async def test_what_a_failed_build_left_is_built_anew(dsn: str, admin: asyncpg.Connection, tmp_path: Path) -> None:
    (tmp_path / "0002_unique.sql").write_text(UNIQUE)
    await admin.executemany(WRITE, [("1",), ("2",)])
    with pytest.raises(asyncpg.UniqueViolationError):
        await provision(dsn, shop, tmp_path)
    await admin.execute("delete from shop.shelf where shelf = '2'")
    assert await provision(dsn, shop, tmp_path) == ["shop/0002_unique.sql"]
    assert await admin.fetchval(VALID, "shop.shelf_turn")


async def test_of_many_who_migrate_at_once_one_builds_it(dsn: str, tmp_path: Path) -> None:
    (tmp_path / "0002_index.sql").write_text(INDEX)
    applied = await asyncio.gather(*(provision(dsn, shop, tmp_path) for _ in range(4)))
    assert sorted(map(len, applied)) == [0, 0, 0, 1]


async def test_an_index_whose_build_failed_makes_no_column_unique(admin: asyncpg.Connection) -> None:
    await admin.execute("set search_path to shop")
    await admin.execute("alter table keeper drop constraint keeper_mail_key")
    await admin.executemany(KEEPER, [("a",), ("b",)])
    with pytest.raises(asyncpg.UniqueViolationError):
        await admin.execute(MAIL)
    with pytest.raises(Disagreement, match="mail should be unique"):
        await agree(admin, shop)
