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


async def vacuumed(connection: Connection) -> None:
    await connection.execute("vacuum analyze")


async def checkpointed(connection: Connection) -> None:
    await connection.execute("checkpoint")


async def checks(connection: Connection, expected: dict[str, int]) -> list[str]:
    """The questions whose answer is another one."""
    found = [(question, await connection.fetchval(question), answer) for question, answer in expected.items()]
    return [
        f"{got} instead of {answer}: {' '.join(question.split())}" for question, got, answer in found if got != answer
    ]
