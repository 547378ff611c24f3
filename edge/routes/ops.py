"""For operators: how far the services are behind."""

from typing import Any

from litestar import get

from edge.auth.guards import role
from edge.world import Here


@get("/ops/lanes", guards=[role("operator")], tags=["operating"])
async def lanes(world: Here) -> dict[str, list[dict[str, Any]]]:
    """By service and partition, what was said and is not handled yet; those that are behind by nothing are left out."""
    return await world.outside.lanes()
