"""What the effects of identity ask the worker for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from handlers.identity.hasher import Hasher
from handlers.identity.service import identity
from handlers.identity.settings import IdentitySettings
from handlers.identity.vault import Vault


def tools(settings: IdentitySettings) -> dict[str, Any]:
    return {"vault": Vault(settings), "hasher": Hasher(settings)}


@asynccontextmanager
async def resources() -> AsyncIterator[dict[str, Any]]:
    """One of each per process: the hasher's threads are the bound on what hashing may take."""
    found = tools(IdentitySettings())
    try:
        yield found
    finally:
        found["hasher"].close()


identity.resources = resources
