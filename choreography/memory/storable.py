"""What no column of PostgreSQL can hold, and no index, is refused in memory too: the twin of its own judgement."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from choreography.changes import Changes, Waiting
from choreography.envelope import Envelope
from choreography.ports import Violation
from choreography.postgres.codec import columns
from choreography.row import Row

INTEGERS = range(-(2**63), 2**63)
INDEXED_AT_MOST = 2_600
"""Bytes of a key. A page of an index has room for three of them; PostgreSQL packs some that are longer."""
TEXTS = tuple(field.name for field in fields(Envelope) if field.name not in ("time", "version"))


def check_storable(changes: Changes) -> None:
    """Raises Violation."""
    for kind, rows in changes.rows.items():
        for row in rows.values():
            check_row(kind, row)
    for said in changes.said:
        check_texts("outbox", (*of(said.envelope), *said.answers))
    for effect in changes.effects:
        check_texts("effect", of(effect.envelope))
    for heard in changes.heard:
        check_texts("inbox", (heard.id, heard.type, heard.subject))
        check_key("inbox", (heard.id, heard.subject))
    for waiting in changes.waits:
        check_waiting(waiting)


def check_waiting(row: Waiting) -> None:
    check_texts("waiting", (*of(row.envelope), row.name, row.error, *row.lacks))
    check_key("waiting", (row.envelope.subject, row.envelope.topic, row.name))
    for lack in row.lacks:
        check_key("waiting", (lack,))


def of(envelope: Envelope) -> Iterator[str]:
    return (getattr(envelope, name) for name in TEXTS)


def check_row(kind: type[Row], row: Row) -> None:
    for column in columns(kind):
        value = getattr(row, column.name)
        if column.type == "bigint" and value is not None and value not in INTEGERS:
            raise Violation(f"{kind.TABLE}.{column.name} is too large a number")
        if column.type == "text" and value is not None:
            check_texts(kind.TABLE, (value,))
        if column.type == "jsonb" and column.write:
            check_json(kind.TABLE, column.write(value))
    check_key(kind.TABLE, row.key)
    for name in row.UNIQUE:
        check_key(kind.TABLE, (getattr(row, name) or "",))


def check_texts(table: str, texts: Iterable[str]) -> None:
    joined = "".join(texts)
    if "\0" in joined:
        raise Violation(f"{table}: a text with U+0000")
    if not joined.isascii() and any("\ud800" <= char <= "\udfff" for char in joined):
        raise Violation(f"{table}: half a character")


def check_json(table: str, text: str | None) -> None:
    if text is not None and "\\u0000" in text.replace("\\\\", ""):
        raise Violation(f"{table}: a text with U+0000")


def check_key(table: str, key: Iterable[str]) -> None:
    if len("".join(key).encode()) > INDEXED_AT_MOST:
        raise Violation(f"{table}: a key of thousands of bytes")
