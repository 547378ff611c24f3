"""What an administrator does for the edge: its role, and what it may read."""

from importlib.resources import files

import asyncpg

from choreography.postgres.migrate import alone
from choreography.postgres.provision import role

GRANTS = files("edge") / "grants.sql"


async def provision_edge(dsn: str, password: str | None = None) -> None:
    """Idempotent; the schemas of views, realtime and users must be there."""
    connection = await asyncpg.connect(dsn, server_settings={"TimeZone": "UTC"})
    try:
        async with alone(connection, "edge"):
            await role(connection, "edge", password)
            await connection.execute(GRANTS.read_text())
    finally:
        await connection.close()
