"""Which socket is in which channel. A channel exists while somebody is in it."""

from edge.live.channel import Channel
from edge.live.socket import Socket


class Rooms(dict[str, Channel]):
    """Channels by the feed's names."""

    def enter(self, socket: Socket, name: str) -> Channel:
        channel = self.setdefault(name, Channel(name))
        socket.channels = (*socket.channels, channel)
        return channel

    def leave(self, socket: Socket, name: str) -> bool:
        """False if it was not there."""
        channel = self.get(name)
        if channel is None or channel not in socket.channels:
            return False
        socket.channels = tuple(other for other in socket.channels if other is not channel)
        channel.watchers.discard(socket)
        channel.joiners.pop(socket, None)
        self._tidy(channel)
        return True

    def leave_all(self, socket: Socket) -> None:
        for name in self.of(socket):
            self.leave(socket, name)

    def of(self, socket: Socket) -> list[str]:
        return [channel.name for channel in socket.channels]

    def _tidy(self, channel: Channel) -> None:
        if not channel.joiners:
            channel.forget_joiners_past()
        if channel.empty:
            del self[channel.name]
            if channel.quiet:
                channel.quiet.cancel()
