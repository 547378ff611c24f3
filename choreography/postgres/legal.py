"""The guards of the row types as CHECK constraints, named by what they say."""

from typing import Any

from choreography import guard
from choreography.row import Row

LEGAL = """select conname from pg_constraint where conrelid = to_regclass($1) and contype = 'c'
and conname like 'legal\\_%'"""


async def checked(connection: Any, row: type[Row]) -> None:
    """Replace what an older guard left. Raises CheckViolationError if rows stand that the guard does not allow."""
    there = {record["conname"] for record in await connection.fetch(LEGAL, row.TABLE)}
    wanted = {guard.name(row)} if guard.check(row) else set()
    for name in sorted(there - wanted):
        await connection.execute(f"alter table {row.TABLE} drop constraint {name}")
    for name in sorted(wanted - there):
        await connection.execute(f"alter table {row.TABLE} add constraint {name} check ({guard.check(row)})")
