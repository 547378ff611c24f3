"""The hub: sockets on one side, numbered news on the other."""

import asyncio
import contextlib
import sys
from typing import Self

from edge.live.announcing import tell_all
from edge.live.clock import Clock, LoopClock
from edge.live.crowd import Crowd
from edge.live.deadlines import Deadlines
from edge.live.drain import shed
from edge.live.fan_out import catch_up, fan_out
from edge.live.hall import Hall
from edge.live.healing import receive, receive_head, reconsider
from edge.live.item import Item
from edge.live.listen import hear, spend
from edge.live.messages import news, said
from edge.live.metrics import LiveMetrics
from edge.live.ports import Allowed, Gap, Standing, Verify
from edge.live.rooms import Rooms
from edge.live.settings import LiveSettings
from edge.live.socket import Socket
from edge.live.sweep import sweep

REFUSALS = {"restart": 1012, "full": 1013, "too_many_of_address": 1008}


class Hub:
    """Entered (`async with`) in the server's loop; its methods are called from that loop only."""

    def __init__(
        self,
        settings: LiveSettings,
        verify: Verify,
        allowed: Allowed,
        gap: Gap,
        standing: Standing,
        clock: Clock | None = None,
    ) -> None:
        self.hall = Hall(settings, gap, clock or LoopClock())
        self.verify, self.allowed, self.sessions_stand = verify, allowed, standing
        self.crowd, self.rooms = Crowd(settings), Rooms()
        self.deadlines = Deadlines(self.hall.clock.now())
        self.slow: set[Socket] = set()
        self.stopping: asyncio.Task[None] | None = None
        self.standing = b""
        """What everybody is told, and who comes later too."""

    @property
    def metrics(self) -> LiveMetrics:
        return self.hall.metrics

    async def __aenter__(self) -> Self:
        self.hall.spawn(sweep(self))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.drain()
        if self.stopping:
            await self.stopping
        tasks = list(self.hall.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # what the bus says

    def publish(self, name: str, start: int, end: int, body: bytes) -> None:
        """The changes `start` to `end` of a channel, as JSON."""
        if channel := self.rooms.get(name):
            receive(self.hall, channel, Item(start, end, body))

    def mirror(self, name: str, shown: str, start: int, end: int, body: bytes) -> None:
        """News of the channel `shown`, passed on to who watches `name`: under its own name and numbers, as it comes."""
        if channel := self.rooms.get(name):
            fan_out(self.hall, channel, news(shown, start, end, body))

    def head(self, name: str, n: int) -> None:
        """The feed's last number is `n`: what is missing up to it is fetched."""
        if channel := self.rooms.get(name):
            receive_head(self.hall, channel, n)

    def resync_all(self) -> None:
        """The bus was away: each channel is healed from the feed, and told to resync where that is not possible."""
        for channel in list(self.rooms.values()):
            reconsider(self.hall, channel)

    def revoke(self, person: str) -> None:
        """Closes the sockets of a user or of a session, by its id."""
        for socket in list(self.crowd.by_person.get(person, ())):
            self.dismiss(socket, 4401, "revoked")

    def announce(self, frame: bytes, stands: bool) -> None:
        """To all sockets, in slices; if it `stands`, to those that come later too."""
        self.standing = frame if stands else b""
        self.hall.spawn(tell_all(self, frame))

    # what the server and the sockets say

    def join(self, socket: Socket, address: str) -> None:
        """A socket that was just upgraded. One too many is told why and closed."""
        refusal = "restart" if self.stopping else self.crowd.refusal(address)
        socket.address, socket.heard_at = sys.intern(address), self.hall.clock.now()
        socket.allowance = float(self.hall.settings.message_burst)
        self.crowd.add(socket)
        self.metrics.sockets = self.crowd.size
        if refusal:
            self.dismiss(socket, REFUSALS[refusal], refusal)
        elif self.standing:
            socket.send(self.standing)

    def spend(self, socket: Socket) -> bool:
        return spend(self, socket)

    def heard(self, socket: Socket, text: str) -> None:
        hear(self, socket, text)

    def paused(self, socket: Socket) -> None:
        """It does not read: we write no more, and read no more from it."""
        socket.paused_at = self.hall.clock.now()
        self.slow.add(socket)
        with contextlib.suppress(RuntimeError):
            socket.transport.pause_reading()

    def resumed(self, socket: Socket) -> None:
        socket.paused_at = 0.0
        self.slow.discard(socket)
        socket.transport.resume_reading()
        catch_up(self.hall, socket)
        if self.standing:
            socket.send(self.standing)

    def dismiss(self, socket: Socket, code: int, reason: str) -> None:
        """`bye` with the reason, close with the code; from now on it watches nothing."""
        if socket.ending:
            return
        self.metrics.dropped[reason] += 1
        socket.send(said("bye", reason=reason))
        socket.end(code, reason)

    def ended(self, socket: Socket) -> None:
        self.left(socket)
        self.hall.clock.later(self.hall.settings.close_grace, socket.transport.abort)

    def left(self, socket: Socket) -> None:
        """May be said twice."""
        self.slow.discard(socket)
        if socket in self.crowd:
            self.rooms.leave_all(socket)
            self.deadlines.drop(socket)
            self.crowd.remove(socket)
            self.metrics.sockets = self.crowd.size

    def drain(self) -> None:
        """Begins to close all sockets with 1012; further calls change nothing."""
        self.stopping = self.stopping or self.hall.spawn(shed(self))
