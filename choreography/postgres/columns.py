"""Do a service's row types and its tables say the same? Asked at every start."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from choreography.postgres.codec import columns
from choreography.row import Row
from choreography.service import Service

TABLES = """select n.name, (
    select json_agg(json_build_array(a.attname, replace(format_type(a.atttypid, a.atttypmod),
        'timestamp with time zone', 'timestamptz'), not a.attnotnull, a.atthasdef))
    from pg_attribute a where a.attrelid = to_regclass(n.name) and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and coalesce(col_description(a.attrelid, a.attnum), '') <> 'generated'
) as columns, (
    select json_agg(json_build_array(u.names, u.indisprimary)) from (
        select json_agg(a.attname order by k.place) as names, i.indisprimary
        from pg_index i, unnest(i.indkey) with ordinality as k(attnum, place), pg_attribute a
        where i.indrelid = to_regclass(n.name) and i.indisunique and i.indisvalid and i.indpred is null
        and a.attrelid = i.indrelid and a.attnum = k.attnum group by i.indexrelid, i.indisprimary
    ) u
) as keys from unnest($1::text[]) as n(name)"""
"""Of all tables in one question: a worker that is back after its death has hundreds of columns to ask for, and a sale
waits. A generated column is the database's own, and so is one whose comment says so, as a trigger makes it: no row has
a field for it. An index whose build failed is there, guards nothing of before, and is none."""


class Disagreement(Exception):
    """Row types and tables differ; the text says where, a line each."""


async def agree(connection: Any, service: Service, *, newer: bool = False) -> None:
    """`newer`: a later release may have changed the tables, so that they may have columns which fill themselves.

    Raises Disagreement.
    """
    rows = service.rows
    tables = {table["name"]: table for table in await connection.fetch(TABLES, [row.TABLE for row in rows])}
    wrong = [line for row in rows for line in differences(row, tables[row.TABLE], newer=newer)]
    if wrong:
        raise Disagreement("\n".join([f"{service.name}: rows and tables differ:", *wrong]))


def differences(row: type[Row], table: Mapping[str, Any], *, newer: bool = False) -> list[str]:
    """`table` is what the database says of it."""
    if table["columns"] is None:
        return [f"{row.TABLE}: no such table"]
    wanted = {column.name: (column.type, column.nullable) for column in columns(row)}
    there = {
        name: (kind, nullable)
        for name, kind, nullable, default in json.loads(table["columns"])
        if name in wanted or not (newer and (nullable or default))
    }
    unique = [(tuple(names), primary) for names, primary in json.loads(table["keys"] or "[]")]
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
