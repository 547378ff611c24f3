"""Who logs in at the servers inside, each under a name of its own, with a password of its own at each server."""

from choreography.mesh import MeshSettings
from ops import registry

EDGE = "edge"
OPERATOR = "operator"
"""Whoever runs the `boxoffice` command."""
PARTS = (*registry.NAMES, EDGE, OPERATOR)
ADMIN = "boxoffice"
"""Who provisions; at Kafka, the brokers among themselves too."""


def password(mesh: MeshSettings, server: str, part: str) -> str:
    """Raises ValueError where there is no secret that it could follow from."""
    found = mesh.password(f"{server}/{part}")
    if not found:
        raise ValueError("BOXOFFICE_ROLE_SECRET is not set: passwords follow from it")
    return found
