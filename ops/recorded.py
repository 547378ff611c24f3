"""What an operator sees of an entry of the audit: the fields that were changed, with what is personal masked."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from handlers.audit.rows import Entry
from ops.masking import masked

Changed = dict[str, dict[str, list[Any]]]
"""By row, by field, the value before and after."""


def changed(entry: Entry) -> Changed:
    if not entry.fields:
        return {}
    return {row: {name: _masked(name, both) for name, both in f.items()} for row, f in json.loads(entry.fields).items()}


def _masked(name: str, both: list[Any]) -> list[Any]:
    """A null is no secret: it says that there was nothing."""
    return [masked({name: value})[name] for value in both]


def described(entry: Entry) -> dict[str, Any]:
    return asdict(entry) | {"fields": changed(entry)}


def lines(entry: Entry) -> Iterator[str]:
    for row, fields in changed(entry).items():
        for name, (before, after) in fields.items():
            yield f"{row} {name}: {_written(before)} -> {_written(after)}"


def _written(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)
