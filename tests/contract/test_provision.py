"""Schemas are made once, from numbered files, and agree with the row types."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from choreography.postgres import patiently
from choreography.postgres.columns import Disagreement
from choreography.postgres.migrate import Changed, Misplaced
from choreography.postgres.patiently import Busy
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from ops.stack import Addresses
from tests.contract.shop import Shelf, shop
from tests.eventually import eventually

pytestmark = pytest.mark.real
SQL = Path(__file__).parent / "sql"
CHECKS = """select conname, pg_get_constraintdef(oid) as text, convalidated from pg_constraint
    where conrelid = 'stall.shelf'::regclass and contype = 'c'"""
WAITS = "select exists (select from pg_locks where relation = 'stall.shelf'::regclass and not granted)"


@pytest.fixture
async def admin(stack: Addresses, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[asyncpg.Connection]:
    """The shop under another name, so that its schema is new."""
    monkeypatch.setattr(shop, "name", "stall")
    connection = await asyncpg.connect(stack.postgres, server_settings={"search_path": "stall"})
    await connection.execute("drop schema if exists stall cascade")
    yield connection
    await connection.close()


@asynccontextmanager
async def copying(dsn: str) -> AsyncIterator[None]:
    """Meanwhile somebody reads the shelves, as a backup does for as long as it takes."""
    connection = await asyncpg.connect(dsn)
    async with connection.transaction():
        await connection.execute("lock table stall.shelf in access share mode")
        yield
    await connection.close()


def folder(path: Path, **files: str) -> Path:
    for name, text in {"0001_shop": (SQL / "0001_shop.sql").read_text(), **files}.items():
        (path / f"{name}.sql").write_text(text)
    return path


async def test_files_are_applied_once_in_order(stack: Addresses, admin: object, tmp_path: Path) -> None:
    *engine, first = await provision(stack.postgres, shop, folder(tmp_path))
    assert engine == [f"engine/{name}.sql" for name in ("0001_engine", "0002_changed", "0003_discarded")]
    assert first == "stall/0001_shop.sql"
    more = folder(tmp_path, **{"0002_more": "select 1"})
    assert await provision(stack.postgres, shop, more) == ["stall/0002_more.sql"]
    assert await provision(stack.postgres, shop, tmp_path) == []


async def test_of_those_who_migrate_at_the_same_time_one_applies_each_file_and_all_end_well(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path
) -> None:
    files = folder(tmp_path, **{"0002_once": "create table once (); insert into once default values"})
    applied = await asyncio.gather(*(provision(stack.postgres, shop, files) for _ in range(5)))
    assert sorted(map(bool, applied)) == [False, False, False, False, True]
    assert await admin.fetchval("select count(*) from once") == 1


async def test_an_applied_file_must_not_change(stack: Addresses, admin: object, tmp_path: Path) -> None:
    await provision(stack.postgres, shop, folder(tmp_path))
    with pytest.raises(Changed, match=r"stall/0001_shop\.sql"):
        await provision(stack.postgres, shop, folder(tmp_path, **{"0001_shop": "select 1"}))


async def test_a_file_that_fails_leaves_nothing(stack: Addresses, admin: asyncpg.Connection, tmp_path: Path) -> None:
    with pytest.raises(asyncpg.UndefinedTableError):
        await provision(stack.postgres, shop, folder(tmp_path, **{"0002_bad": "create table t (); drop table nobody"}))
    assert await admin.fetchval("select to_regclass('t')") is None
    assert await admin.fetchval("select max(name) from migration where name like 'stall/%'") == "stall/0001_shop.sql"


async def test_a_new_file_before_one_that_was_applied_is_refused_and_nothing_is_applied(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path
) -> None:
    await provision(stack.postgres, shop, folder(tmp_path, **{"0003_later": "select 1"}))
    with pytest.raises(Misplaced, match=r"stall/0002_between\.sql comes before stall/0003_later\.sql"):
        await provision(stack.postgres, shop, folder(tmp_path, **{"0002_between": "create table t ()"}))
    assert await admin.fetchval("select to_regclass('t')") is None


async def test_while_a_copy_holds_a_table_that_is_to_change_others_go_on_and_it_is_changed_once_that_is_over(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patiently, "PAUSE", 0.1)
    await provision(stack.postgres, shop, folder(tmp_path))
    more = folder(tmp_path, **{"0002_default": "alter table shelf alter used set default 0"})
    async with copying(stack.postgres):
        changing = asyncio.create_task(provision(stack.postgres, shop, more))
        await eventually(lambda: admin.fetchval(WAITS))
        await asyncio.wait_for(admin.fetch("select * from shelf"), 3)
    assert await changing == ["stall/0002_default.sql"]


async def test_a_change_waits_for_longer_than_it_takes_until_an_autovacuum_in_its_way_is_ended(
    admin: asyncpg.Connection,
) -> None:
    waits = "select name, setting::int from pg_settings where name in ('lock_timeout', 'deadlock_timeout')"
    async with admin.transaction():
        await admin.execute(patiently.LOCKED_WITHIN)
        milliseconds = {row["name"]: row["setting"] for row in await admin.fetch(waits)}
    assert milliseconds["lock_timeout"] >= milliseconds["deadlock_timeout"] + 500


async def test_a_table_that_is_not_to_be_had_is_told_and_nothing_is_changed(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patiently, "TRIES", 1)
    await provision(stack.postgres, shop, folder(tmp_path))
    more = folder(tmp_path, **{"0002_both": "create table t (); alter table shelf alter used set default 0"})
    async with copying(stack.postgres):
        with pytest.raises(Busy):
            await provision(stack.postgres, shop, more)
    assert await admin.fetchval("select to_regclass('t')") is None


async def test_a_table_unlike_its_row_is_told_field_by_field(stack: Addresses, admin: object, tmp_path: Path) -> None:
    text = """alter table shelf alter used type text; alter table shelf rename turn to turns;
        alter table keeper drop mail"""
    with pytest.raises(Disagreement) as raised:
        await provision(stack.postgres, shop, folder(tmp_path, **{"0002_bad": text}))
    assert str(raised.value).splitlines()[1:] == [
        "keeper: the column mail text not null is missing",
        "keeper: mail should be unique",
        "shelf: the column turn bigint not null is missing",
        "shelf: the column turns has no field",
        "shelf: used should be bigint not null, is text not null",
    ]


async def test_a_table_that_is_not_there_and_another_key_are_told(
    stack: Addresses, admin: object, tmp_path: Path
) -> None:
    text = """drop table keeper; alter table shelf drop constraint shelf_pkey, alter used drop not null;
        alter table shelf add primary key (shelf, shop)"""
    with pytest.raises(Disagreement) as raised:
        await provision(stack.postgres, shop, folder(tmp_path, **{"0002_bad": text}))
    assert sorted(str(raised.value).splitlines()) == [
        "keeper: no such table",
        "shelf: the primary key should be (shop, shelf)",
        "shelf: used should be bigint not null, is bigint",
        "stall: rows and tables differ:",
    ]


async def test_a_service_is_told_the_same_at_its_start(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path
) -> None:
    await provision(stack.postgres, shop, folder(tmp_path))
    await (await PostgresStore.open(stack.postgres, shop)).close()
    await admin.execute(
        "alter table keeper drop constraint keeper_phone_key; create unique index on keeper (phone, mail)"
    )
    with pytest.raises(Disagreement, match="keeper: phone should be unique"):
        await PostgresStore.open(stack.postgres, shop)


async def test_what_the_database_generates_needs_no_field(stack: Addresses, admin: object, tmp_path: Path) -> None:
    text = """alter table shelf add column twice bigint generated always as (2 * used) stored, add column thrice bigint;
        comment on column shelf.thrice is 'generated'"""
    assert await provision(stack.postgres, shop, folder(tmp_path, **{"0002_twice": text}))


async def test_another_guard_replaces_the_check(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def legal(self: Shelf, old: Shelf | None) -> bool:
        return self.used <= 7

    await provision(stack.postgres, shop, folder(tmp_path))
    monkeypatch.setattr(Shelf, "legal", legal)
    await provision(stack.postgres, shop, tmp_path)
    assert [record["text"] for record in await admin.fetch(CHECKS)] == ["CHECK ((used <= 7))"]


async def test_where_rows_stand_that_another_guard_does_not_allow_the_older_one_stays(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def legal(self: Shelf, old: Shelf | None) -> bool:
        return self.used <= 7

    await provision(stack.postgres, shop, folder(tmp_path))
    before = await admin.fetch(CHECKS)
    await admin.execute("insert into shelf values ('a', '1', 10, 8, 0, '[]', 1)")
    monkeypatch.setattr(Shelf, "legal", legal)
    for _ in range(2):
        with pytest.raises(asyncpg.CheckViolationError):
            await provision(stack.postgres, shop, tmp_path)
        assert await admin.fetch(CHECKS) == before


async def test_a_guard_that_rows_do_not_fit_hinders_no_write_before_it_is_refused(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be Busy here if it were added."""

    def legal(self: Shelf, old: Shelf | None) -> bool:
        return self.used <= 7

    monkeypatch.setattr(patiently, "TRIES", 1)
    await provision(stack.postgres, shop, folder(tmp_path))
    await admin.execute("insert into shelf values ('a', '1', 10, 8, 0, '[]', 1)")
    monkeypatch.setattr(Shelf, "legal", legal)
    async with copying(stack.postgres):
        with pytest.raises(asyncpg.CheckViolationError):
            await provision(stack.postgres, shop, tmp_path)


async def test_a_guard_whose_look_at_the_rows_was_broken_off_is_looked_at_again(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path
) -> None:
    await provision(stack.postgres, shop, folder(tmp_path))
    ((name, text, _),) = await admin.fetch(CHECKS)
    await admin.execute(f"alter table shelf drop constraint {name}, add constraint {name} {text} not valid")
    await provision(stack.postgres, shop, tmp_path)
    assert [tuple(one) for one in await admin.fetch(CHECKS)] == [(name, text, True)]


async def test_the_inbox_has_a_partition_for_each_coming_day_and_keeps_seven(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path
) -> None:
    await provision(stack.postgres, shop, folder(tmp_path))
    for ago in (7, 8):
        first = datetime.now(UTC).date() - timedelta(days=ago)
        name, bounds = f"inbox_{first:%Y%m%d}", f"from ('{first}') to ('{first + timedelta(days=1)}')"
        await admin.execute(f"create table {name} partition of inbox for values {bounds}")
    await admin.execute("set role stall; select rotate_inbox(); reset role")
    days = """select to_date(right(relid::text, 8), 'YYYYMMDD') - (now() at time zone 'UTC')::date
        from pg_partition_tree('inbox') where isleaf"""
    assert sorted(record[0] for record in await admin.fetch(days)) == [-7, 0, 1, 2, 3]


async def test_the_role_of_a_service_owns_nothing(stack: Addresses, admin: asyncpg.Connection, tmp_path: Path) -> None:
    await provision(stack.postgres, shop, folder(tmp_path))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await admin.execute("set role stall; drop table outbox")
