"""`python -m tests.edge.live.crowd PORT COUNT CHANNEL LAST`: so many sockets, in a process of their own.

It says `watching` once all are subscribed, and, when each has heard the number LAST, how many heard which spans.
"""

import asyncio
import json
import sys
from collections import Counter

import uvloop

from bench.load.live import Socket
from edge.descriptors import raise_bound

AT_ONCE, ADDRESS = 200, 40
"""Sockets that are opened together, and that come from one address."""


class Watcher:
    def __init__(self, channel: str, last: int) -> None:
        self.channel, self.last = channel, last
        self.subscribed, self.done = asyncio.Event(), asyncio.Event()
        self.spans: list[tuple[int, int]] = []

    async def open(self, port: int, number: int) -> None:
        address = f"127.1.{number // ADDRESS >> 8}.{number // ADDRESS & 255}"
        loop = asyncio.get_running_loop()
        _, self.socket = await loop.create_connection(
            lambda: Socket(self.hear), "127.0.0.1", port, local_addr=(address, 0)
        )
        await self.socket.open
        self.socket.say(json.dumps({"type": "subscribe", "channel": self.channel}).encode())
        await self.subscribed.wait()

    def hear(self, text: bytes) -> None:
        said = json.loads(text)
        if said["type"] == "subscribed":
            self.subscribed.set()
        if said["type"] == "news":
            self.spans.append((said["from"], said["to"]))
            if said["to"] >= self.last:
                self.done.set()


async def watch(port: int, count: int, channel: str, last: int) -> None:
    watchers = [Watcher(channel, last) for _ in range(count)]
    for start in range(0, count, AT_ONCE):
        part = watchers[start : start + AT_ONCE]
        await asyncio.gather(*(one.open(port, start + nth) for nth, one in enumerate(part)))
    print("watching", flush=True)
    await asyncio.gather(*(one.done.wait() for one in watchers))
    print(json.dumps(Counter(json.dumps(one.spans) for one in watchers)), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)


if __name__ == "__main__":
    raise_bound()
    uvloop.run(watch(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
