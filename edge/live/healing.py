"""Numbers tell what was lost on the way: a hole is healed from the feed, once for the channel."""

from edge.live.channel import Channel
from edge.live.flow import advance, resync
from edge.live.gaps import rows_after
from edge.live.hall import Hall
from edge.live.item import Item
from edge.live.joining import settle


def receive(hall: Hall, channel: Channel, item: Item) -> None:
    """News from the bus, in whatever order they come."""
    if channel.held is not None:
        _hold(hall, channel, channel.held, item)
    elif channel.last is not None and item.end <= channel.last:
        hall.metrics.stale += 1
    elif channel.last is not None and item.start > channel.last + 1:
        _heal(hall, channel, [item])
    else:
        advance(hall, channel, item)


def receive_head(hall: Hall, channel: Channel, n: int) -> None:
    """The feed's last number is `n`."""
    channel.head = max(channel.head, n)
    if channel.last is None:
        _place(hall, channel, n)
    elif channel.held is None and channel.last < n:
        _heal(hall, channel, [])


def _place(hall: Hall, channel: Channel, n: int) -> None:
    """The first number ever: who watches may have missed something; who resumes brings a better one."""
    if channel.watchers:
        resync(hall, channel, n)


def reconsider(hall: Hall, channel: Channel) -> None:
    """Anything may have been lost."""
    if channel.last is None:
        resync(hall, channel, None)
    elif channel.held is None:
        _heal(hall, channel, [])


def _hold(hall: Hall, channel: Channel, held: list[Item], item: Item) -> None:
    channel.head = max(channel.head, item.end)
    if not hall.channel_is_full(held):
        held.append(item)


def _heal(hall: Hall, channel: Channel, held: list[Item]) -> None:
    channel.held = held
    channel.head = max(channel.head, *(item.end for item in held), 0)
    hall.spawn(_healed(hall, channel, channel.last or 0))


async def _healed(hall: Hall, channel: Channel, after: int) -> None:
    rows = await rows_after(hall, channel.name, after)
    held, channel.held = channel.held or [], None
    if channel.empty:
        return
    if rows is None or not _fill(hall, channel, [*rows, *sorted(held)]):
        resync(hall, channel, max(channel.head, channel.last or 0))
    settle(hall, channel)


def _fill(hall: Hall, channel: Channel, items: list[Item]) -> bool:
    """True if no hole remains."""
    for item in items:
        last = channel.last or 0
        if item.start > last + 1:
            return False
        if item.end > last:
            advance(hall, channel, item)
    return (channel.last or 0) >= channel.head
