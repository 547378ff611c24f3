"""Asks a server over a bare socket whether it serves, so that no client library is needed for that."""

import asyncio
import ssl
from collections.abc import Callable
from contextlib import closing

from ops.stack.addresses import HOST

ANSWER_WITHIN = 2.0


async def answers(
    port: int,
    request: bytes,
    good: Callable[[bytes], bool],
    bad: bytes | None = None,
    tls: ssl.SSLContext | None = None,
) -> bool:
    """False when it refuses, hangs up, says `bad` or takes longer than ANSWER_WITHIN seconds."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            return await ask(port, request, good, bad, tls)
    except OSError:  # TimeoutError is one
        return False


async def ask(
    port: int, request: bytes, good: Callable[[bytes], bool], bad: bytes | None, tls: ssl.SSLContext | None
) -> bool:
    reader, writer = await asyncio.open_connection(HOST, port, ssl=tls)
    with closing(writer):
        writer.write(request)
        got = b""
        while chunk := await reader.read(65_536):
            got += chunk
            if good(got):
                return True
            if bad and bad in got:
                return False
    return False
