"""What the effect of users asks the worker for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.postgres.keyring import PostgresKeyring
from choreography.postgres.pool import connected
from handlers.users.service import users


@asynccontextmanager
async def resources() -> AsyncIterator[dict[str, Any]]:
    pool = await connected(MeshSettings().dsn(users.name), users.name, size=1, timeout=10)
    try:
        yield {"keyring": PostgresKeyring(pool, KeyringSettings().master_key())}
    finally:
        await pool.close()


users.resources = resources
