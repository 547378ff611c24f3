"""The same bytes to all who watch; a slow socket is passed over, and the loop serves others in between."""

import asyncio

from edge.live.channel import Channel
from edge.live.hall import Hall
from edge.live.socket import Socket


def fan_out(hall: Hall, channel: Channel, data: bytes) -> None:
    """Frames of a channel leave in the order of these calls. Who watches now gets it, who comes later does not."""
    targets = list(channel.watchers)
    if channel.pump is None and len(targets) <= hall.settings.fan_out_slice:
        deliver(hall, channel, data, targets)
        return
    channel.outgoing.append((data, targets))
    if channel.pump is None:
        channel.pump = hall.spawn(_pump(hall, channel))


async def _pump(hall: Hall, channel: Channel) -> None:
    size = hall.settings.fan_out_slice
    try:
        while channel.outgoing:
            data, targets = channel.outgoing.popleft()
            for at in range(0, len(targets), size):
                deliver(hall, channel, data, targets[at : at + size])
                await asyncio.sleep(0)
    finally:
        channel.pump = None


def deliver(hall: Hall, channel: Channel, data: bytes, targets: list[Socket]) -> None:
    watchers, written = channel.watchers, 0
    for socket in targets:
        if socket.paused_at:
            mark_behind(hall, channel, socket)
        elif socket in watchers:
            socket.transport.write(data)
            written += 1
    hall.metrics.frames += written


def mark_behind(hall: Hall, channel: Channel, socket: Socket) -> None:
    """It is told to resync when it reads again."""
    socket.behind = socket.behind or set()
    socket.behind.add(channel)
    hall.metrics.skipped += 1


def catch_up(hall: Hall, socket: Socket) -> None:
    """A socket reads again: one `resync` for each channel that it missed something of."""
    behind, socket.behind = socket.behind or (), None
    for channel in behind:
        if socket in channel.watchers:
            hall.metrics.resyncs += 1
            socket.send(channel.resync_frame())
