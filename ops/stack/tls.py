"""What stands before a server whose own build has no TLS: a process that has (`ops.stack.tls_front`)."""

import asyncio
import struct
import sys
from pathlib import Path

from ops.stack.addresses import HOST
from ops.stack.server import Server

ASKS_FOR_TLS = struct.pack(">ii", 8, 80877103)
"""What a client of PostgreSQL says first; the answer is one letter, and TLS begins after it."""


def tls_before(name: str, folder: Path, behind: str, port: int, certificates: Path, *more: str) -> Server:
    argv = [sys.executable, "-m", "ops.stack.tls_front", str(folder), behind, str(port), str(certificates), *more]
    return Server(f"{name}-tls", argv, lambda: listens(port))


async def listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    writer.close()
    return True
