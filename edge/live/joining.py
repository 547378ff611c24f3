"""Resuming: register first, read the gap, then go over to the live stream with nothing lost and nothing twice."""

from edge.live.channel import Channel, Joiner
from edge.live.gaps import shared_rows_after
from edge.live.hall import Hall
from edge.live.item import Item, merged
from edge.live.messages import said
from edge.live.socket import Socket


def watch(hall: Hall, channel: Channel, socket: Socket) -> None:
    """From now on, without a past."""
    channel.watchers.add(socket)
    socket.send(said("subscribed", channel=channel.label, at=channel.sent))


def watch_anew(hall: Hall, channel: Channel, socket: Socket) -> None:
    """Who comes again to what keeps no past: what was missed cannot be said, and is fetched."""
    watch(hall, channel, socket)
    hall.metrics.resyncs += 1
    socket.send(channel.resync_frame())


async def resume(hall: Hall, channel: Channel, socket: Socket, after: int) -> None:
    """From `after` on; `resync` if the feed does not reach back so far."""
    joiner = channel.joiners[socket] = Joiner(after)
    rows = await shared_rows_after(hall, channel, after)
    if channel.joiners.get(socket) is not joiner:
        return
    socket.send(said("subscribed", channel=channel.label, at=after))
    joiner.replayed = True
    joiner.lost = joiner.lost or rows is None or _is_too_slow(socket, rows)
    if rows and not joiner.lost:
        _replay(hall, channel, socket, rows)
        joiner.at = rows[-1].end
    settle(hall, channel)


def settle(hall: Hall, channel: Channel) -> None:
    """Who has caught up becomes a watcher. While something is pending or being healed, they wait for it."""
    if not channel.joiners or channel.pending or channel.held is not None:
        return
    for socket, joiner in list(channel.joiners.items()):
        if joiner.lost and joiner.replayed:
            _give_up(hall, channel, socket)
        elif joiner.replayed and (channel.last is None or channel.last >= joiner.at):
            _settle_one(hall, channel, socket, joiner)
    if not channel.joiners:
        channel.forget_joiners_past()


def lose(hall: Hall, channel: Channel) -> None:
    """The log no longer tells what those who resume have missed."""
    channel.log.clear()
    for joiner in channel.joiners.values():
        joiner.lost = True
    settle(hall, channel)


def _settle_one(hall: Hall, channel: Channel, socket: Socket, joiner: Joiner) -> None:
    if channel.last is None:
        channel.last = channel.sent = joiner.at
        _tell_the_unnumbered(hall, channel)
    rest = [item for item in channel.log if item.end > joiner.at]
    reached = rest[0].start <= joiner.at + 1 if rest else channel.last <= joiner.at
    if not reached or _is_too_slow(socket, rest):
        return _give_up(hall, channel, socket)
    if rest:
        _replay(hall, channel, socket, rest)
    _become_watcher(channel, socket)


def _give_up(hall: Hall, channel: Channel, socket: Socket) -> None:
    hall.metrics.resyncs += 1
    socket.send(channel.resync_frame())
    _become_watcher(channel, socket)


def _is_too_slow(socket: Socket, items: list[Item]) -> bool:
    """It does not read, so nothing long is written to it."""
    return bool(items and socket.paused_at)


def _become_watcher(channel: Channel, socket: Socket) -> None:
    del channel.joiners[socket]
    channel.watchers.add(socket)


def _tell_the_unnumbered(hall: Hall, channel: Channel) -> None:
    """They came before any number was known, so what they missed cannot be said."""
    for socket in channel.watchers:
        hall.metrics.resyncs += 1
        socket.send(channel.resync_frame())


def _replay(hall: Hall, channel: Channel, socket: Socket, items: list[Item]) -> None:
    for item in [merged(items)] if channel.conflated else items:
        hall.metrics.frames += 1
        socket.send(item.frame(channel.label))
