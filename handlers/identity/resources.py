"""What the effects of identity ask the worker for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from choreography.blind import BlindSettings
from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.postgres.keyring import PostgresKeyring
from choreography.postgres.pool import connected
from handlers.identity.hasher import Hasher
from handlers.identity.provider_settings import ProviderSettings
from handlers.identity.providers import Providers
from handlers.identity.service import identity
from handlers.identity.settings import IdentitySettings
from handlers.identity.vault import Vault


def tools(settings: IdentitySettings) -> dict[str, Any]:
    asking = {"providers": Providers(ProviderSettings()), "blind": BlindSettings().secret}
    return {"vault": Vault(settings), "hasher": Hasher(settings), "settings": settings, **asking}


@asynccontextmanager
async def resources() -> AsyncIterator[dict[str, Any]]:
    """One of each per process: the hasher's threads are the bound on what hashing may take."""
    pool = await connected(MeshSettings().dsn(identity.name), identity.name, size=2, timeout=10)
    found = tools(IdentitySettings())
    try:
        yield found | {"keyring": PostgresKeyring(pool, KeyringSettings().master_key())}
    finally:
        found["hasher"].close()
        await pool.close()


identity.resources = resources
