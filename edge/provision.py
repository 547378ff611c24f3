"""What an administrator does for the edge: its role, what it may read, and whose keys it may seal with."""

from importlib.resources import files

import asyncpg

from choreography.postgres.migrate import alone
from choreography.postgres.provision import role
from choreography.postgres.provision_keyring import provision_keyring

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
    await provision_keyring(dsn, sealers=["edge"], openers=["edge"], erasers=["users"])
