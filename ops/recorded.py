"""What an operator sees of an entry of the audit: the fields that were changed, what is personal masked or opened."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from contracts.operators import SealedRead
from handlers.audit.rows import Entry
from ops.inspector import Inspector
from ops.masking import SEALED, masked

UNREADABLE = "sealed, and not to be read"
Rows = dict[str, dict[str, list[Any]]]
"""By row, by field, the value before and after."""


def changed(entry: Entry) -> Rows:
    rows = json.loads(entry.fields or "{}")
    return {row: {name: _masked(name, both) for name, both in fields.items()} for row, fields in rows.items()}


def _masked(name: str, both: list[Any]) -> list[Any]:
    """A null is no secret: it says that there was nothing."""
    return [masked({name: value})[name] for value in both]


async def opened(inspector: Inspector, entry: Entry) -> Rows:
    """All that lies sealed is read, as far as it can be."""
    rows: Rows = await _opened(inspector, json.loads(entry.fields or "{}"))
    return rows


async def _opened(inspector: Inspector, value: Any) -> Any:
    if isinstance(value, list):
        return [await _opened(inspector, one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= SEALED:
        return await inspector.opened(json.dumps(value)) or UNREADABLE
    return {name: await _opened(inspector, one) for name, one in value.items()}


def reads(entries: Iterable[Entry]) -> list[SealedRead]:
    """What is to be recorded before these are opened: each person once for each entry."""
    found = [
        (person, entry.id) for entry in entries for person in sorted(set(_people(json.loads(entry.fields or "{}"))))
    ]
    return [SealedRead(account_id=person, entry=id_) for person, id_ in found]


def _people(value: Any) -> Iterator[str]:
    """For whom there are boxes in it."""
    if isinstance(value, dict) and value.keys() >= SEALED:
        yield str(value["person_id"])
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _people(one)


def described(entry: Entry, rows: Rows) -> dict[str, Any]:
    return asdict(entry) | {"fields": rows}


def lines(rows: Rows) -> Iterator[str]:
    for row, fields in rows.items():
        for name, (before, after) in fields.items():
            yield f"{row} {name}: {_written(before)} -> {_written(after)}"


def _written(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)
