"""What is told to every socket, whatever it watches."""

import asyncio
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edge.live.hub import Hub


async def tell_all(hub: "Hub", frame: bytes) -> None:
    """The loop serves others in between. Who does not read is told once it does, if it still stands then."""
    sockets = iter(list(hub.crowd))
    while some := list(islice(sockets, hub.hall.settings.fan_out_slice)):
        for socket in some:
            if not socket.paused_at and not socket.ending:
                socket.send(frame)
        await asyncio.sleep(0)
