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
    before: bytes = b"",
) -> bool:
    """`before` is said in plain text, and answered by one byte, before TLS begins. False when it refuses, hangs
    up, says `bad` or takes longer than ANSWER_WITHIN seconds."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            return await ask(port, request, good, bad, tls, before)
    except (OSError, EOFError):  # TimeoutError is the first
        return False


async def ask(
    port: int,
    request: bytes,
    good: Callable[[bytes], bool],
    bad: bytes | None,
    tls: ssl.SSLContext | None,
    before: bytes,
) -> bool:
    reader, writer = await asyncio.open_connection(HOST, port, ssl=None if before else tls)
    with closing(writer):
        if tls and before:
            writer.write(before)
            await reader.readexactly(1)
            await writer.start_tls(tls, server_hostname=HOST)
        writer.write(request)
        got = b""
        while chunk := await reader.read(65_536):
            got += chunk
            if good(got):
                return True
            if bad and bad in got:
                return False
    return False
