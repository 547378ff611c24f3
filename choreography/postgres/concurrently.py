"""An index of a table that is written to while it is built."""

import re
from typing import Any

BUILDS = re.compile(r"(?:\s|--[^\n]*\n)*create\s+(?:unique\s+)?index\s+concurrently\s+(?!if\b)(\w+)\s", re.IGNORECASE)
"""The only statement of its file, and one with a name: PostgreSQL builds such an index in no transaction."""


def built(text: str) -> str | None:
    """The index that a migration builds beside all writes."""
    found = BUILDS.match(text)
    return found[1] if found else None


async def build(connection: Any, index: str, text: str) -> None:
    """What a build that was broken off has left goes first. It takes as long as the oldest transaction there is, and
    nobody waits for it. Raises UniqueViolationError.

    https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
    """
    await connection.execute(f"drop index concurrently if exists {index}")
    await connection.execute(text)
