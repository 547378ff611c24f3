"""Who is here, and how many may be."""

from collections import Counter
from collections.abc import Iterator

from edge.live.ports import User
from edge.live.settings import LiveSettings
from edge.live.socket import Socket


class Crowd:
    """Sockets, by address, user, session, and by the second in which they are pinged."""

    def __init__(self, settings: LiveSettings) -> None:
        self.settings = settings
        self.size = 0
        self.by_address: Counter[str] = Counter()
        self.by_person: dict[str, set[Socket]] = {}
        self.slots: list[set[Socket]] = [set() for _ in range(settings.ping_every)]

    def __iter__(self) -> Iterator[Socket]:
        return (socket for slot in self.slots for socket in list(slot))

    def __contains__(self, socket: Socket) -> bool:
        return socket in self.slots[socket.slot]

    def refusal(self, address: str) -> str | None:
        """Why one more from this address may not come in."""
        if self.size >= self.settings.sockets:
            return "full"
        if address and self.by_address[address] >= self.settings.sockets_per_address:
            return "too_many_of_address"
        return None

    def add(self, socket: Socket) -> None:
        self.size += 1
        self.by_address[socket.address] += 1
        socket.slot = min(range(len(self.slots)), key=lambda n: len(self.slots[n]))
        self.slots[socket.slot].add(socket)

    def remove(self, socket: Socket) -> None:
        self.size -= 1
        self.slots[socket.slot].discard(socket)
        self.by_address[socket.address] -= 1
        if not self.by_address[socket.address]:
            del self.by_address[socket.address]
        self._unname(socket)

    def name(self, socket: Socket, user: User) -> bool:
        """False if this user has too many sockets already."""
        others = self.by_person.get(user.id, set()) - {socket}
        if len(others) >= self.settings.sockets_per_user:
            return False
        self._unname(socket)
        socket.user = user
        for key in (user.id, user.session):
            self.by_person.setdefault(key, set()).add(socket)
        return True

    def _unname(self, socket: Socket) -> None:
        for key in (socket.user.id, socket.user.session) if socket.user else ():
            here = self.by_person.get(key, set())
            here.discard(socket)
            if not here:
                self.by_person.pop(key, None)
