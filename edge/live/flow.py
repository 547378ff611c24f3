"""News of a channel on their way: in order, each once, and merged while an event changes faster than can be shown."""

from edge.live.channel import Channel
from edge.live.fan_out import fan_out
from edge.live.hall import Hall
from edge.live.item import Item, kind_of, merged
from edge.live.joining import lose, settle


def advance(hall: Hall, channel: Channel, item: Item) -> None:
    """The next item, after `channel.last`."""
    channel.last = item.end
    _remember(hall, channel, item)
    if not channel.conflated:
        _emit(hall, channel, item)
    elif channel.quiet is None:
        _emit(hall, channel, item)
        _be_quiet(hall, channel)
    else:
        _merge(hall, channel, item)


def resync(hall: Hall, channel: Channel, at: int | None) -> None:
    """Everybody who watches fetches the snapshot; the news go on after `at`."""
    channel.last = channel.sent = at
    channel.pending.clear()
    hall.metrics.resyncs += len(channel.watchers)
    fan_out(hall, channel, channel.resync_frame())
    lose(hall, channel)


def _emit(hall: Hall, channel: Channel, item: Item) -> None:
    channel.sent = item.end
    fan_out(hall, channel, item.frame(channel.label))
    settle(hall, channel)


def _merge(hall: Hall, channel: Channel, item: Item) -> None:
    """Of a queue, steps of one kind: that it was drawn is told, however far it has come since."""
    if channel.pending and (channel.is_of_event or kind_of(channel.pending[-1]) == kind_of(item)):
        item = merged([channel.pending.pop(), item])
    channel.pending.append(item)
    hall.metrics.conflated += 1


def _be_quiet(hall: Hall, channel: Channel) -> None:
    channel.quiet = hall.clock.later(hall.quiet_time(channel), lambda: _quiet_is_over(hall, channel))


def _quiet_is_over(hall: Hall, channel: Channel) -> None:
    channel.quiet = None
    if not channel.pending:
        return
    if channel.pump is None:
        item = channel.pending.pop(0)
        _emit(hall, channel, item)
    _be_quiet(hall, channel)


def _remember(hall: Hall, channel: Channel, item: Item) -> None:
    if hall.channel_is_full(channel.log):
        lose(hall, channel)
    if channel.joiners:
        channel.log.append(item)
