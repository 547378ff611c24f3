"""How rows become columns, and come back as they were."""

import typing
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, cast

from choreography.postgres.column import Column, column
from choreography.row import Row

_READ: dict[type[Row], tuple[Column, ...]] = {}


def columns(row: type[Row]) -> tuple[Column, ...]:
    """Raises TypeError if a field's type has no column, or a key or unique field is no text."""
    if row not in _READ:
        _READ[row] = _columns(row)
    return _READ[row]


def _columns(row: type[Row]) -> tuple[Column, ...]:
    hints = typing.get_type_hints(row)
    found = tuple(column(row, field.name, hints[field.name]) for field in fields(cast(Any, row)))
    for one in found:
        if one.name in (*row.KEY, *row.UNIQUE) and one.type != "text":
            raise TypeError(f"{row.__name__}.{one.name} finds the row, so it must be a str")
    return found


def written(column: Column, rows: Iterable[Row]) -> list[Any]:
    """One column of these rows, as the driver takes it."""
    values = [getattr(row, column.name) for row in rows]
    return values if column.write is None else [column.write(value) for value in values]


def reader(row: type[Row]) -> Callable[[list[Any]], Row]:
    """Makes a row of the JSON values of its columns, in their order."""
    names = [column.name for column in columns(row)]
    converts = [(n, column.read) for n, column in enumerate(columns(row)) if column.read is not None]

    def read(values: list[Any]) -> Row:
        for n, convert in converts:
            values[n] = convert(values[n])
        return row(**dict(zip(names, values, strict=True)))

    return read


def shown(row: type[Row], table: str) -> str:
    """A JSON array of the row's columns, for `reader`."""
    return f"json_build_array({', '.join(column.shown(table) for column in columns(row))})"
