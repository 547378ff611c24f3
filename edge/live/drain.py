"""A stop: everybody is told to come back, not all in one moment."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edge.live.hub import Hub

STEP = 0.05


async def shed(hub: "Hub") -> None:
    """Closes all sockets with 1012, `shed_per_second` of them, or faster if that would not end within `shed_within`."""
    settings = hub.hall.settings
    rate = max(settings.shed_per_second, hub.crowd.size / settings.shed_within)
    at_once = max(1, int(rate * STEP))
    sockets = list(hub.crowd)
    for at in range(0, len(sockets), at_once):
        for socket in sockets[at : at + at_once]:
            hub.dismiss(socket, 1012, "restart")
        await asyncio.sleep(STEP)
