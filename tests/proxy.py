"""A TCP proxy that loses a reply: what was asked is done, and who asked never learns it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

CHUNK = 65536


class Proxy:
    """Passes everything on, until it is told to lose the next reply that contains some bytes."""

    def __init__(self, host: str, port: int) -> None:
        self.target, self.port = (host, port), 0
        self.lost = 0
        """Replies that were lost."""
        self._marker: bytes | None = None

    def lose(self, marker: bytes = b"") -> None:
        """Cut the connection in the place of the next reply that contains `marker`."""
        self._marker = marker

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self.target)
        asking = asyncio.create_task(pumped(reader, back))
        try:
            with suppress(OSError):
                await self._answer(there, writer)
        finally:
            asking.cancel()
            writer.transport.abort()
            back.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(CHUNK):
            if self._marker is not None and self._marker in chunk:
                self._marker, self.lost = None, self.lost + 1
                return
            writer.write(chunk)
            await writer.drain()


async def pumped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def proxied(host: str, port: int) -> AsyncIterator[Proxy]:
    """A proxy to this address, on a port of its own."""
    proxy = Proxy(host, port)
    server = await asyncio.start_server(proxy.handle, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()


class Late:
    """An address where nobody answers until it is opened: then a proxy to the real one does."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(Proxy(*self.target).handle, "127.0.0.1", self.port)
        try:
            yield
        finally:
            server.close()
