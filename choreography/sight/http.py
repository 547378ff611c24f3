"""The smallest web server: a few pages, each asked for with GET, one a connection."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from http import HTTPStatus

Page = Callable[[], tuple[int, str, bytes]]
"""Status, content type and body."""
WITHIN = 5.0
"""Seconds for one request and its answer."""
TEXT = "text/plain; charset=utf-8"


@asynccontextmanager
async def pages(
    found: Mapping[str, Page], host: str, port: int, tls: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    """Serve these pages, by path, until the block is left; gives the port. Raises OSError if the port is taken."""
    server = await asyncio.start_server(partial(_serve, found), host, port, limit=8192, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def _serve(found: Mapping[str, Page], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        async with asyncio.timeout(WITHIN):
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(_answer(found, head))
            await writer.drain()
    writer.close()


def _answer(found: Mapping[str, Page], head: bytes) -> bytes:
    method, _, rest = head.partition(b" ")
    path = rest.split(b" ", 1)[0].split(b"?", 1)[0].decode("latin-1")
    if path not in found:
        status, kind, body = 404, TEXT, b"not found\n"
    elif method not in (b"GET", b"HEAD"):
        status, kind, body = 405, TEXT, b"GET only\n"
    else:
        status, kind, body = found[path]()
    said = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return said.encode() + b"Connection: close\r\n\r\n" + (b"" if method == b"HEAD" else body)
