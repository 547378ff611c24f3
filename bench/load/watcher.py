"""A buyer's socket, and the news of the bookings that are being made."""

import asyncio
import itertools
import json
from collections import defaultdict
from typing import Any

from bench.load.job import Job
from bench.load.live import Socket

PER_ADDRESS = 40
"""Sockets from one loopback address: the edge allows 50."""
News = asyncio.Queue[dict[str, Any]]


class Watcher:
    """One socket, subscribed to `me` as a web page is: it has the news of all of the buyer's bookings.

    News may come before the answer that names the booking, so those of unknown ones are kept.
    """

    def __init__(self) -> None:
        self.channels: defaultdict[str, News] = defaultdict(News)
        self.subscribed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def open(self, host: str, port: int, source: str, token: str) -> None:
        loop = asyncio.get_running_loop()
        local = (source, 0) if source else None
        _, self.socket = await loop.create_connection(lambda: Socket(self.heard), host, port, local_addr=local)
        await self.socket.open
        self.socket.say(json.dumps({"type": "hello", "token": token}).encode())
        self.socket.say(b'{"type":"subscribe","channel":"me"}')
        await self.subscribed

    def watch(self, booking: str) -> News:
        """From the booking's first news on."""
        if self.socket.lost:
            raise RuntimeError(f"socket {self.socket.lost}")
        return self.channels[f"booking:{booking}"]

    def leave(self, booking: str) -> None:
        self.channels.pop(f"booking:{booking}", None)

    def heard(self, text: bytes) -> None:
        said = json.loads(text)
        channel = said.get("channel", "")
        if said["type"] == "subscribed":
            self.subscribed.set_result(None)
        elif said["type"] == "error" and not self.subscribed.done():
            self.subscribed.set_exception(RuntimeError(f"not subscribed: {said}"))
        elif channel.startswith("booking:"):
            self.channels[channel].put_nowait(said.get("body") or said)

    def close(self) -> None:
        self.socket.transport.close()


async def watchers(job: Job) -> list[Watcher]:
    """One for each buyer, open and known."""
    numbers, made = itertools.count(), []
    for token in job.buyers:
        made.append(watcher := Watcher())
        await watcher.open(job.host, job.live_port, source(next(numbers)), token)
    return made


def source(number: int) -> str:
    """The address that socket `number` comes from: Linux answers on all of 127.0.0.0/8."""
    return f"127.0.1.{1 + number // PER_ADDRESS}"
