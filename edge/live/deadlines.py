"""Which sockets' tokens end in which second."""

from math import ceil

from edge.live.socket import Socket


class Deadlines:
    """A set for each second: setting, moving and dropping cost the same for one socket as for 100,000."""

    def __init__(self, now: float) -> None:
        self.done = int(now)
        self.seconds: dict[int, set[Socket]] = {}

    def set(self, socket: Socket, at: float) -> None:
        self.drop(socket)
        socket.deadline = max(at, self.done + 1)
        self.seconds.setdefault(ceil(socket.deadline), set()).add(socket)

    def drop(self, socket: Socket) -> None:
        second = ceil(socket.deadline)
        here = self.seconds.get(second, set())
        here.discard(socket)
        if not here:
            self.seconds.pop(second, None)

    def due(self, now: float) -> list[Socket]:
        """Those whose time has come since the last call; they are not named again."""
        first, self.done = self.done + 1, int(now)
        passed = (self.seconds.pop(second, set()) for second in range(first, self.done + 1))
        return [socket for sockets in passed for socket in sockets]
