"""What was changed behind the service's back is found by its own reading, round after round."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import fields, replace
from importlib.resources import files
from typing import Any

import asyncpg
import pytest

from choreography.postgres.pool import connected
from choreography.postgres.provision import provision
from choreography.row import Row
from handlers.audit import audit as service
from handlers.audit.chain import linked
from handlers.audit.rereading import Rereading
from handlers.audit.rows import Entry, Head
from ops.stack import Addresses
from tests.database import own_database
from tests.ops.test_recorded import SAID

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def dsn(stack: Addresses) -> str:
    dsn = asyncio.run(own_database(stack.postgres, "rereading"))
    asyncio.run(provision(dsn, service, files("handlers.audit") / "sql"))
    return dsn


def chain(name: str, links: int) -> Iterator[Entry | Head]:
    head = Head("booking_id", name)
    for n in range(links):
        entry = linked(head, replace(SAID, id=f"{name}{n}"), b"{}")
        head = head.but(n=entry.n, hash=entry.hash, message=entry.id)
        yield entry
    yield head


async def puts(admin: Any, row: Row) -> None:
    names = [one.name for one in fields(row)]
    values = ", ".join(f"${n}" for n in range(1, len(names) + 1))
    query = f"insert into {row.TABLE} ({', '.join(names)}) values ({values})"  # noqa: S608
    await admin.execute(query, *(getattr(row, name) for name in names))


@pytest.fixture
async def admin(dsn: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """Three chains, of five, one and three links."""
    admin = await asyncpg.connect(dsn, server_settings={"search_path": "audit"})
    await admin.execute("truncate entry, head")
    for row in (row for name, links in (("a", 5), ("b", 1), ("c", 3)) for row in chain(name, links)):
        await puts(admin, row)
    yield admin
    await admin.close()


async def read(dsn: str, most: int, looks: int, rereading: Rereading | None = None) -> set[str]:
    rereading = rereading or Rereading(most)
    async with await connected(dsn.replace("boxoffice@", "audit@"), "audit", size=2, timeout=10) as pool:
        for _ in range(looks):
            found = await rereading.go_on(pool)
    return found


@pytest.mark.parametrize("most", [1, 2, 3, 4, 9, 100])
async def test_what_fits_is_never_said_to_be_wrong(admin: Any, dsn: str, most: int) -> None:
    assert await read(dsn, most, looks=21) == set()


@pytest.mark.parametrize("most", [2, 4, 100])
@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("update entry set actor = 'eve' where (name, n) = ('a', 3)", "booking_id/a 3: changed"),
        ("delete from entry where (name, n) = ('a', 2)", "booking_id/a 3: 2 should come here"),
        ("delete from entry where (name, n) = ('c', 3)", "booking_id/c: ends at 2, should end at 3"),
        ("delete from head where name = 'b'", "booking_id/b: a chain without an end"),
        ("delete from entry where name = 'b'", "booking_id/b: all of it is gone"),
        ("delete from entry where name = 'c'", "booking_id/c: all of it is gone"),
    ],
)
async def test_what_was_changed_or_removed_is_found_in_one_round(
    admin: Any, dsn: str, most: int, change: str, wrong: str
) -> None:
    await admin.execute(change)
    assert wrong in await read(dsn, most, looks=9 // most + 1)


async def test_a_chain_that_grows_while_it_is_read_fits(admin: Any, dsn: str) -> None:
    rereading = Rereading(2)
    await read(dsn, 2, 4, rereading)  # at c, two links of three
    *_, fourth, head = chain("c", 4)
    await admin.execute("update head set (n, hash) = ($1, $2) where name = 'c'", head.n, head.hash)
    await puts(admin, fourth)
    assert await read(dsn, 2, 6, rereading) == set()


async def test_what_is_mended_is_right_after_two_rounds(admin: Any, dsn: str) -> None:
    rereading = Rereading(100)
    await admin.execute("update entry set actor = 'eve' where (name, n) = ('a', 3)")
    assert await read(dsn, 100, 1, rereading)
    await admin.execute("update entry set actor = $1 where (name, n) = ('a', 3)", SAID.actor)
    assert await read(dsn, 100, 1, rereading) == set()
