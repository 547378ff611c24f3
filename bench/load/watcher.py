"""A buyer's sockets, and the channels of the bookings that are being made."""

import asyncio
import itertools
import json
from typing import Any

from bench.load.job import Job
from bench.load.live import Socket

SOCKETS = 2
"""Of one buyer: a socket may say 20 messages a second, and each booking takes two."""
PER_ADDRESS = 40
"""Sockets from one loopback address: the edge allows 50."""
News = asyncio.Queue[dict[str, Any]]


class Watcher:
    """One socket. What is said on a booking's channel goes to whoever watches it."""

    def __init__(self) -> None:
        self.channels: dict[str, News] = {}
        self.welcome: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def open(self, host: str, port: int, source: str, token: str) -> None:
        loop = asyncio.get_running_loop()
        local = (source, 0) if source else None
        _, self.socket = await loop.create_connection(lambda: Socket(self.heard), host, port, local_addr=local)
        await self.socket.open
        self.socket.say(json.dumps({"type": "hello", "token": token}).encode())
        await self.welcome

    def watch(self, booking: str) -> News:
        """From the booking's first news on."""
        if self.socket.lost:
            raise RuntimeError(f"socket {self.socket.lost}")
        news = self.channels[f"booking:{booking}"] = News()
        self.socket.say(b'{"type":"subscribe","channel":"booking:%b","after":0}' % booking.encode())
        return news

    def leave(self, booking: str) -> None:
        self.channels.pop(f"booking:{booking}", None)
        if not self.socket.lost:
            self.socket.say(b'{"type":"unsubscribe","channel":"booking:%b"}' % booking.encode())

    def heard(self, text: bytes) -> None:
        said = json.loads(text)
        if said["type"] == "welcome":
            self.welcome.set_result(None)
        elif news := self.channels.get(said.get("channel", "")):
            news.put_nowait(said.get("body") or said)


class Sight:
    """A buyer's watchers, used in turn."""

    def __init__(self, made: list[Watcher]) -> None:
        self.made, self.turn = made, itertools.cycle(made)

    def next(self) -> Watcher:
        return next(self.turn)

    def close(self) -> None:
        for watcher in self.made:
            watcher.socket.transport.close()


async def watchers(job: Job) -> list[Sight]:
    """One for each buyer, open and known."""
    numbers, sights = itertools.count(), []
    for token in job.buyers:
        made = [Watcher() for _ in range(SOCKETS)]
        await asyncio.gather(*(w.open(job.host, job.live_port, source(next(numbers)), token) for w in made))
        sights.append(Sight(made))
    return sights


def source(number: int) -> str:
    """The address that socket `number` comes from: Linux answers on all of 127.0.0.0/8."""
    return f"127.0.1.{1 + number // PER_ADDRESS}"
