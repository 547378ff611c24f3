"""How many files the process may have open bounds how many connections it takes: each is one of them.

Sockets leave room for requests, and both for what the edge itself asks: PostgreSQL, Kafka, NATS, Redis. Without it a
crowd of sockets would take the last one, and then nobody could buy, nor a webhook bring word of money.
"""

import resource
from dataclasses import dataclass

ENOUGH = 1_048_576
"""Where the system sets no bound."""


@dataclass(frozen=True)
class Room:
    sockets: int
    """WebSockets: three quarters of all."""
    connections: int
    """Sockets and requests together: all but a twentieth."""


def room(files: int | None = None) -> Room:
    """Of a process that may have so many files open; by default as many as this one may."""
    files = raisable() if files is None else files
    return Room(files * 3 // 4, files * 95 // 100)


def raisable() -> int:
    """To how many files this process, or a child of it, may raise its bound (setrlimit(2): the hard limit)."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ENOUGH if most == resource.RLIM_INFINITY else min(most, ENOUGH)


def raise_bound() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (raisable(), most))
