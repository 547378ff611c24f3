"""`python -m bench.crowd.watch PORT COUNT CHANNEL FROM`: so many sockets that watch one channel, in one process.

`watching` is said once all are subscribed. When the input ends the outcome is: by number, when (in `perf_counter`'s
seconds, the same in all processes of one machine) it was heard first, and last, and by how many.
"""

import asyncio
import json
import sys
import time
from typing import Any

import uvloop

from bench.load.live import Socket
from edge.descriptors import raise_bound

AT_ONCE, ADDRESS = 100, 40
"""Sockets that are opened together, and that come from one address."""
NEWS = b'"type":"news"'


class Crowd:
    def __init__(self, port: int, channel: str) -> None:
        self.port, self.channel = port, channel
        self.heard: dict[int, list[float]] = {}
        self.others: dict[str, int] = {}
        self.sockets: list[Socket] = []

    async def join(self, number: int) -> None:
        loop, subscribed = asyncio.get_running_loop(), asyncio.Event()

        def hear(text: bytes) -> None:
            if NEWS in text:
                self.count(json.loads(text))
            elif (kind := json.loads(text)["type"]) == "subscribed":
                subscribed.set()
            else:
                self.others[kind] = self.others.get(kind, 0) + 1

        source = (f"127.1.{number // ADDRESS >> 8}.{number // ADDRESS & 255}", 0)
        _, socket = await loop.create_connection(lambda: Socket(hear), "127.0.0.1", self.port, local_addr=source)
        await socket.open
        socket.say(json.dumps({"type": "subscribe", "channel": self.channel}).encode())
        await subscribed.wait()
        self.sockets.append(socket)

    def count(self, news: dict[str, Any]) -> None:
        now, to = time.perf_counter(), news["to"]
        first, _, many = self.heard.get(to, (now, now, 0))
        self.heard[to] = [first, now, many + 1]


async def watch(port: int, count: int, channel: str, start: int) -> None:
    crowd = Crowd(port, channel)
    for begin in range(start, start + count, AT_ONCE):
        await asyncio.gather(*(crowd.join(number) for number in range(begin, min(begin + AT_ONCE, start + count))))
    print("watching", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    lost = sum(bool(socket.lost) for socket in crowd.sockets)
    print(json.dumps({"heard": crowd.heard, "others": crowd.others, "lost": lost}), flush=True)


if __name__ == "__main__":
    raise_bound()
    uvloop.run(watch(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
