"""TLS before a server whose own build has none: whoever speaks without it is sent away before the server hears a word.

`python -m ops.stack.tls_front FOLDER SOCKET PORT CERTIFICATES [--postgres]`: the server's socket lies in the folder,
which is entered, for the whole path of a deep one would pass the 107 bytes that a socket's may have.
"""

import argparse
import asyncio
import os
import socket
import ssl
import struct
from collections.abc import Coroutine
from contextlib import closing, suppress
from pathlib import Path

import uvloop

from choreography.tls import listening
from ops.stack.addresses import HOST
from ops.stack.tls import ASKS_FOR_TLS

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
FATAL = b"SFATAL\0C28000\0Monly who speaks TLS is let in\0\0"
REFUSAL = b"E" + struct.pack(">i", 4 + len(FATAL)) + FATAL
AT_ONCE = 65_536
BEGUN_WITHIN = 10.0
"""Seconds."""


async def serve(behind: str, port: int, context: ssl.SSLContext, postgres: bool) -> None:
    loop, visits = asyncio.get_running_loop(), set[asyncio.Task[None]]()
    with socket.create_server((HOST, port), backlog=512) as listening:
        listening.setblocking(False)
        while True:
            client, _ = await loop.sock_accept(listening)
            visits.add(visiting := asyncio.create_task(visit(client, behind, context, postgres)))
            visiting.add_done_callback(visits.discard)


async def visit(client: socket.socket, behind: str, context: ssl.SSLContext, postgres: bool) -> None:
    """Its end is the server's, and the other way round."""
    with client, suppress(OSError):  # TimeoutError and what TLS raises are such
        async with asyncio.timeout(BEGUN_WITHIN):
            if postgres and not await asked_for_tls(client):
                return
            visitor = await encrypted(client, context)
        with closing(visitor[1]):
            server = await asyncio.open_unix_connection(behind)
            with closing(server[1]):
                await either(passed(visitor[0], server[1]), passed(server[0], visitor[1]))


async def asked_for_tls(client: socket.socket) -> bool:
    loop = asyncio.get_running_loop()
    asked = await loop.sock_recv(client, len(ASKS_FOR_TLS)) == ASKS_FOR_TLS
    await loop.sock_sendall(client, b"S" if asked else REFUSAL)
    return asked


async def encrypted(client: socket.socket, context: ssl.SSLContext) -> Streams:
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(AT_ONCE)
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await loop.connect_accepted_socket(lambda: protocol, client, ssl=context)
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop)


async def passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while said := await reader.read(AT_ONCE):
            writer.write(said)
            await writer.drain()


async def either(*ways: Coroutine[None, None, None]) -> None:
    """Until one of them ends."""
    tasks = [asyncio.create_task(way) for way in ways]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


def main() -> None:
    asked = argparse.ArgumentParser(prog="tls", description="TLS before a server.")
    for name, of in (("folder", Path), ("socket", str), ("port", int), ("certificates", Path)):
        asked.add_argument(name, type=of)
    asked.add_argument("--postgres", action="store_true", help="TLS begins after its client has asked for it.")
    said = asked.parse_args()
    context = listening(said.certificates / "certificate.pem", said.certificates / "key.pem")
    os.chdir(said.folder)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(said.socket, said.port, context, said.postgres))


if __name__ == "__main__":
    main()
