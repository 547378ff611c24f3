"""What is asked of PostgreSQL beside the systems' own work."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

Connection = Any
PROGRESS = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint, (pg_current_wal_insert_lsn() - '0/0')::bigint"


def on_database(dsn: str, name: str) -> str:
    return urlunsplit(urlsplit(dsn)._replace(path=f"/{name}"))


async def progress(connection: Connection) -> tuple[int, int]:
    """Transactions that wrote, and bytes of the write-ahead log, so far, of the whole server."""
    row = await connection.fetchrow(PROGRESS)
    return int(row[0]), int(row[1])


async def swept(connection: Connection) -> None:
    """Each load begins alike: nothing is left to clean up, statistics are fresh."""
    await connection.execute("vacuum analyze")
    await connection.execute("checkpoint")


async def counted(connection: Connection, counts: dict[str, str], *arguments: object) -> dict[str, int]:
    return {name: int(await connection.fetchval(query, *arguments)) for name, query in counts.items()}


def unlike(before: dict[str, int], after: dict[str, int], grown: dict[str, int]) -> list[str]:
    """What did not grow by what it should have."""
    return [
        f"{name} grew by {after[name] - before[name]} instead of {by}"
        for name, by in grown.items()
        if after[name] - before[name] != by
    ]
