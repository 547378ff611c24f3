"""Where the servers listen: loopback only, on ports that a data folder keeps: a warm start has the same ones."""

import json
import random
import socket
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ops.whole_file import replace

HOST = "127.0.0.1"
PORTS = range(20_000, 30_000)
"""Below the range the kernel lends to outgoing connections: a client that knocks at a dead server's port
could otherwise be lent that very port, connect to itself and keep the server from coming back."""


@dataclass(frozen=True)
class Addresses:
    kafka: str
    postgres: str
    nats: str
    redis: str
    replica: str | None = None

    @classmethod
    def on(cls, ports: dict[str, int], brokers: int, replica: bool, ca: Path | None = None) -> "Addresses":
        """`ca` is the file of the authority whose certificates the servers have, where they speak TLS alone."""
        known = quote(str(ca)) if ca else ""
        return cls(
            kafka=",".join(f"{HOST}:{ports[f'kafka{node}']}" for node in range(1, brokers + 1)),
            postgres=database(ports["postgres"], known),
            nats=f"{'tls' if known else 'nats'}://{HOST}:{ports['nats']}",
            redis=redis(ports["valkey"], known),
            replica=database(ports["replica"], known) if replica else None,
        )


def database(port: int, ca: str) -> str:
    verified = f"?sslmode=verify-full&sslrootcert={ca}" if ca else ""
    return f"postgresql://boxoffice@{HOST}:{port}/postgres{verified}"


def redis(port: int, ca: str) -> str:
    return f"rediss://{HOST}:{port}/0?ssl_ca_certs={ca}" if ca else f"redis://{HOST}:{port}/0"


def kept_ports(data: Path, brokers: int) -> dict[str, int]:
    """One port a server; names not seen before get a new one, the others keep theirs."""
    file = data / "ports.json"
    known: dict[str, int] = json.loads(file.read_text()) if file.exists() else {}
    names = ["postgres", "replica", "nats", "valkey"]
    names += [f"{role}{node}" for role in ("kafka", "controller") for node in range(1, brokers + 1)]
    known |= free_ports([name for name in names if name not in known], taken=set(known.values()))
    replace(file, json.dumps(known))
    return known


def free_ports(names: Iterable[str], taken: set[int]) -> dict[str, int]:
    """All are held open until the last is found, so that none is given out twice."""
    candidates = iter(random.sample(PORTS, len(PORTS)))
    with ExitStack() as held:
        return {
            name: next(port for port in candidates if port not in taken and held_open(port, held)) for name in names
        }


def held_open(port: int, held: ExitStack) -> bool:
    try:
        held.enter_context(socket.create_server((HOST, port)))
    except OSError:
        return False
    return True
