"""HTTP/1.1 over kept connections, one request at a time on each."""

import asyncio
from collections import deque
from typing import NamedTuple, cast

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
AT_ONCE = 250
"""Connections opened at the same time."""


class Answer(NamedTuple):
    status: int
    body: bytes


class Connection(asyncio.Protocol):
    """`answer` is what the request under way waits for."""

    transport: asyncio.Transport
    answer: "asyncio.Future[Answer] | None" = None

    def __init__(self, free: "deque[Connection]") -> None:
        self.free, self.rest = free, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def ask(self, request: bytes) -> "asyncio.Future[Answer]":
        self.answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.answer

    def data_received(self, data: bytes) -> None:
        self.rest += data
        head, found, body = self.rest.partition(HEAD_END)
        if not found or len(body) < (length := content_length(head)):
            return
        self.rest = body[length:]
        self.free.append(self)
        if self.answer and not self.answer.done():
            self.answer.set_result(Answer(int(head[9:12]), body[:length]))

    def connection_lost(self, exc: Exception | None) -> None:
        if self in self.free:
            self.free.remove(self)
        if self.answer and not self.answer.done():
            self.answer.set_exception(ConnectionError("the server closed the connection"))


class Client:
    """Requests to one host, spread over its ports."""

    def __init__(self, host: str, ports: list[int]) -> None:
        self.host, self.ports, self.free = host, ports, deque[Connection]()

    async def open(self, connections: int) -> None:
        loop, ports = asyncio.get_running_loop(), self.ports
        for start in range(0, connections, AT_ONCE):
            opening = [
                loop.create_connection(lambda: Connection(self.free), self.host, ports[n % len(ports)])
                for n in range(start, min(start + AT_ONCE, connections))
            ]
            self.free.extend([made for _, made in await asyncio.gather(*opening)])

    async def ask(self, request: bytes) -> Answer:
        """Raises ConnectionError, and IndexError if more are asked at once than connections were opened."""
        return await self.free.popleft().ask(request)

    def close(self) -> None:
        for connection in list(self.free):
            connection.transport.close()


class Growing(Client):
    """Opens another connection where none is free: few are kept, and none is idle until the server closes it."""

    async def ask(self, request: bytes) -> Answer:
        while not self.free:
            await self.open(1)
        return await super().ask(request)


def request(method: str, path: str, body: bytes = b"", headers: str = "") -> bytes:
    """`headers` are whole lines."""
    head = f"{method} {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n{headers}"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


def content_length(head: bytes) -> int:
    """No body if none is said: all that we ask answer with a length."""
    lower = head.lower()
    start = lower.find(LENGTH)
    return int(lower[start + len(LENGTH) :].split(b"\r\n", 1)[0]) if start >= 0 else 0
