"""What the effects of identity ask the worker for."""

from typing import Any

from handlers.identity.hasher import Hasher
from handlers.identity.settings import IdentitySettings
from handlers.identity.vault import Vault


def resources(settings: IdentitySettings | None = None) -> dict[str, Any]:
    """One of each per process: the hasher's threads are the bound on what hashing may take."""
    settings = settings or IdentitySettings()
    return {"vault": Vault(settings), "hasher": Hasher(settings)}
