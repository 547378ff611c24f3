"""Which fields of its rows a step changed, from what to what: told in the envelope of a fact, for the audit."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from pydantic_core import to_json, to_jsonable_python

from choreography.envelope import CHANGED_AT_MOST
from choreography.row import Row

HIDDEN = "***"
VALUE_AT_MOST = 8 * 1024
"""Bytes of a value as JSON; of a longer one it is told how long it is, and its SHA-256."""
LEFT_OUT = "rows left out"
ROOM = CHANGED_AT_MOST - 64
Fields = dict[str, tuple[Any, Any]]


def changed_fields(moved: Iterable[tuple[Row | None, Row | None]]) -> str:
    """Of rows before and after: JSON of `{"table/key": {"field": [before, after]}}`, or empty if nothing is told.

    Null stands for what a new row had, and for what a removed one has.
    """
    found, room, left = [], ROOM, 0
    for before, after in moved:
        row = after or before
        if row is None or not row.AUDITED or not (fields := differing(before, after)):
            continue
        text = f"{json.dumps('/'.join((row.TABLE, *row.key)))}:{to_json(fields).decode()}"
        if (room := room - len(text.encode()) - 1) < 0:
            left, room = left + 1, 0
        else:
            found.append(text)
    if left:
        found.append(f'"{LEFT_OUT}":{{"count":[null,{left}]}}')
    return f"{{{','.join(found)}}}" if found else ""


def differing(before: Row | None, after: Row | None) -> Fields:
    """Of a new row, or one that is gone, what is not empty."""
    row = after or before
    assert row is not None
    found: Fields = {}
    for name in row.AUDITED:
        old, new = getattr(before, name, None), getattr(after, name, None)
        if old != new and (old or new or (before and after)):
            found[name] = shown(name, *narrowed(old, new), row.SECRET)
    return found


def narrowed(old: Any, new: Any) -> tuple[Any, Any]:
    """Of two dicts what they do not share."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return old, new
    names = [name for name in old | new if old.get(name) != new.get(name)]
    return {name: old[name] for name in names if name in old}, {name: new[name] for name in names if name in new}


def shown(name: str, old: Any, new: Any, secret: frozenset[str]) -> tuple[Any, Any]:
    if name in secret:
        return old and HIDDEN, new and HIDDEN
    return bounded(old, secret), bounded(new, secret)


def bounded(value: Any, secret: frozenset[str]) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    plain = without(to_jsonable_python(value), secret) if secret else to_jsonable_python(value)
    if len(text := to_json(plain)) <= VALUE_AT_MOST:
        return plain
    return {"bytes": len(text), "sha256": hashlib.sha256(text).hexdigest()}


def without(plain: Any, secret: frozenset[str]) -> Any:
    """What is secret inside of a value is hidden."""
    if isinstance(plain, list):
        return [without(one, secret) for one in plain]
    if isinstance(plain, dict):
        return {name: HIDDEN if name in secret else without(one, secret) for name, one in plain.items()}
    return plain
