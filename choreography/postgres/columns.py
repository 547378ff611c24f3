"""Do a service's row types and its tables say the same? Asked at every start."""

from collections.abc import Iterator
from typing import Any

import asyncpg

from choreography.postgres.codec import columns
from choreography.row import Row
from choreography.service import Service

COLUMNS = """select a.attname as name, replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone',
'timestamptz') as type, not a.attnotnull as nullable from pg_attribute a
where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
and coalesce(col_description(a.attrelid, a.attnum), '') <> 'generated'"""
"""A generated column is the database's own, and so is one whose comment says so, as a trigger makes it: no row has a
field for it."""
UNIQUE = """select array_agg(a.attname::text order by k.place) as names, i.indisprimary as primary
from pg_index i, unnest(i.indkey) with ordinality as k(attnum, place), pg_attribute a
where i.indrelid = to_regclass($1) and i.indisunique and i.indpred is null
and a.attrelid = i.indrelid and a.attnum = k.attnum group by i.indexrelid, i.indisprimary"""


class Disagreement(Exception):
    """Row types and tables differ; the text says where, a line each."""


async def agree(connection: Any, service: Service) -> None:
    """Raises Disagreement."""
    wrong = [line for row in service.rows for line in await differences(connection, row)]
    if wrong:
        raise Disagreement("\n".join([f"{service.name}: rows and tables differ:", *wrong]))


async def differences(connection: "asyncpg.Connection[asyncpg.Record]", row: type[Row]) -> list[str]:
    there = {r["name"]: (r["type"], r["nullable"]) for r in await connection.fetch(COLUMNS, row.TABLE)}
    if not there:
        return [f"{row.TABLE}: no such table"]
    unique = [(tuple(r["names"]), r["primary"]) for r in await connection.fetch(UNIQUE, row.TABLE)]
    wanted = {column.name: (column.type, column.nullable) for column in columns(row)}
    return [f"{row.TABLE}: {line}" for line in (*fields(wanted, there), *keys(row, unique))]


def fields(wanted: dict[str, tuple[str, bool]], there: dict[str, tuple[str, bool]]) -> Iterator[str]:
    for name in sorted(wanted.keys() | there.keys()):
        if name not in there:
            yield f"the column {name} {said(wanted[name])} is missing"
        elif name not in wanted:
            yield f"the column {name} has no field"
        elif wanted[name] != there[name]:
            yield f"{name} should be {said(wanted[name])}, is {said(there[name])}"


def said(column: tuple[str, bool]) -> str:
    kind, nullable = column
    return kind if nullable else f"{kind} not null"


def keys(row: type[Row], unique: list[tuple[tuple[str, ...], bool]]) -> Iterator[str]:
    if (row.KEY, True) not in unique:
        yield f"the primary key should be ({', '.join(row.KEY)})"
    for name in row.UNIQUE:
        if ((name,), False) not in unique:
            yield f"{name} should be unique"
