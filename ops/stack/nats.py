"""NATS with JetStream on files."""

import sysconfig
from pathlib import Path

from ops.stack.addresses import HOST
from ops.stack.probe import answers
from ops.stack.server import Server


async def nats(data: Path, port: int, guard: Path | None = None) -> Server:
    binary = Path(sysconfig.get_path("scripts"), "nats-server")
    argv = [str(binary), "-a", HOST, "-p", str(port), "-js", "-sd", str(data / "nats")]
    if guard:
        return Server("nats", [*argv, "-c", str(guard / "nats/nats.conf")], lambda: greets(port))
    return Server("nats", argv, lambda: pongs(port))


async def greets(port: int) -> bool:
    return await answers(port, b"", lambda got: got.startswith(b"INFO "))


async def pongs(port: int) -> bool:
    return await answers(port, b'CONNECT {"verbose":false}\r\nPING\r\n', lambda got: b"PONG\r\n" in got, bad=b"-ERR")
