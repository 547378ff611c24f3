"""The guards of the row types as CHECK constraints, named by what they say."""

from typing import Any

import asyncpg

from choreography import guard
from choreography.postgres.patiently import patiently
from choreography.row import Row

LEGAL = """select conname, convalidated from pg_constraint where conrelid = to_regclass($1) and contype = 'c'
and conname like 'legal\\_%'"""


async def checked(connection: Any, row: type[Row]) -> None:
    """Replace what an older guard left. The rows that stand are read and written on while they are looked at.

    Raises CheckViolationError if rows stand that the guard does not allow: the older one is still there then. The new
    one was in no write's way meanwhile, unless such a row was written after the first look. And Busy.
    """
    there = {name: valid for name, valid in await connection.fetch(LEGAL, row.TABLE)}
    wanted = {guard.name(row)} if guard.check(row) else set()
    for name in sorted(wanted):
        await stands(connection, row, name, there.get(name))
    for name in sorted(there.keys() - wanted):
        await patiently(connection, f"alter table {row.TABLE} drop constraint {name}")


async def stands(connection: Any, row: type[Row], name: str, valid: bool | None) -> None:
    """`valid` is None where there is no such check yet, False where one who made it came no further."""
    if valid is None:
        await fits(connection, row, name)
        text = f"alter table {row.TABLE} add constraint {name} check ({guard.check(row)}) not valid"
        await patiently(connection, text)
    if not valid:
        await validated(connection, row.TABLE, name)


async def fits(connection: Any, row: type[Row], name: str) -> None:
    """The check counts for every write from when it is added, so that is asked before. Raises CheckViolationError."""
    if await connection.fetchval(f"select exists (select from {row.TABLE} where not ({guard.check(row)}))"):
        raise asyncpg.CheckViolationError(f"{name} is violated by a row of {row.TABLE}")


async def validated(connection: Any, table: str, name: str) -> None:
    try:
        await connection.execute(f"alter table {table} validate constraint {name}")
    except asyncpg.CheckViolationError:
        await patiently(connection, f"alter table {table} drop constraint {name}")
        raise
