"""Numbered SQL files, each applied once to a schema, in order, in a transaction of its own.

An index that is built beside all writes is built in none.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from choreography.postgres.concurrently import build, built
from choreography.postgres.patiently import patiently

ENGINE = files("choreography.postgres") / "sql"
HELD = "select pg_try_advisory_lock(hashtextextended($1, 0))"
AGAIN = 0.2
"""Seconds."""
TABLE = """create table if not exists migration (
    name text primary key, checksum text not null, at timestamptz not null default now())"""


class Changed(Exception):
    """A file that was applied has another text now; a change of the schema is a new file."""


class Misplaced(Exception):
    """A new file stands before one that was applied: where it was not yet, the two would be applied the other way."""


@asynccontextmanager
async def alone(connection: Any, name: str) -> AsyncIterator[None]:
    """Nobody else may migrate this schema meanwhile.

    Who waits asks again: an open question would be a transaction, and an index that is built waits for each.
    """
    while not await connection.fetchval(HELD, f"migrate {name}"):  # noqa: ASYNC110 no event tells it
        await asyncio.sleep(AGAIN)
    try:
        yield
    finally:
        await connection.execute("select pg_advisory_unlock(hashtextextended($1, 0))", f"migrate {name}")


async def migrate(connection: Any, scripts: Iterable[tuple[str, str]]) -> list[str]:
    """Apply what was not yet applied to the schema in the search path; the names of those.

    Sales go on meanwhile. Raises Changed, Misplaced, and Busy if a table that changes is not to be had.
    """
    found = list(scripts)
    await connection.execute(TABLE)
    done = {row["name"]: row["checksum"] for row in await connection.fetch("select name, checksum from migration")}
    in_order([name for name, _ in found], done)
    return [name for name, text in found if await once(connection, name, text, done.get(name))]


def in_order(names: Iterable[str], applied: Mapping[str, str]) -> None:
    newest = {label(name): name for name in sorted(applied)}
    for name in names:
        if name not in applied and name < newest.get(label(name), ""):
            raise Misplaced(f"{name} comes before {newest[label(name)]}, which was applied: give it the next number")


def label(name: str) -> str:
    return name.partition("/")[0]


async def once(connection: Any, name: str, text: str, before: str | None) -> bool:
    checksum = sha256(text.encode()).hexdigest()
    if before not in (None, checksum):
        raise Changed(f"{name} was applied with another text: write a new file for the change")
    if before is None:
        await applied(connection, text, ("insert into migration (name, checksum) values ($1, $2)", name, checksum))
    return before is None


async def applied(connection: Any, text: str, noted: tuple[Any, ...]) -> None:
    if index := built(text):
        await build(connection, index, text)
        await patiently(connection, noted)
    else:
        await patiently(connection, text, noted)


def scripts(label: str, folder: Traversable) -> Iterator[tuple[str, str]]:
    """The files of a folder in the order of their numbers, named `label/file`."""
    found = folder.iterdir() if folder.is_dir() else ()
    for file in sorted(found, key=lambda file: file.name):
        if file.name.endswith(".sql"):
            yield f"{label}/{file.name}", file.read_text()
