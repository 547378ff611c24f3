"""What is done once a second: a part of the sockets is pinged, and who is silent or slow has to go.

Whose token is over is looked at again."""

import asyncio
from typing import TYPE_CHECKING

from edge.live.frames import PING_FRAME
from edge.live.standing import token_over

if TYPE_CHECKING:
    from edge.live.hub import Hub


async def sweep(hub: "Hub") -> None:
    tick = 0
    while True:
        await asyncio.sleep(1)
        sweep_once(hub, tick)
        tick += 1


def sweep_once(hub: "Hub", tick: int) -> None:
    now = hub.hall.clock.now()
    ping(hub, tick % len(hub.crowd.slots), now)
    drop_slow(hub, now)
    if over := hub.deadlines.due(now):
        token_over(hub, over)


def ping(hub: "Hub", slot: int, now: float) -> None:
    """One ready frame for all; each socket's turn comes every `ping_every` seconds."""
    for socket in list(hub.crowd.slots[slot]):
        if socket.paused_at:
            continue
        if now - socket.heard_at > hub.hall.settings.silent_after:
            hub.dismiss(socket, 1001, "silent")
        else:
            socket.send(PING_FRAME)


def drop_slow(hub: "Hub", now: float) -> None:
    for socket in list(hub.slow):
        if now - socket.paused_at > hub.hall.settings.slow_after:
            hub.dismiss(socket, 1008, "slow_client")
