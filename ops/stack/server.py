"""What the supervisor must know of a server."""

import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Become = Callable[[], None]


def nothing() -> None:
    pass


@dataclass(frozen=True)
class Server:
    """`ready` is asked until it says yes; `stop` is the signal for a clean and prompt end; `become` runs in the child
    before the program and makes it a user that the program accepts; `halted` runs after each clean stop."""

    name: str
    argv: list[str]
    ready: Callable[[], Awaitable[bool]]
    stop: signal.Signals = signal.SIGTERM
    become: Become | None = None
    halted: Callable[[], None] = nothing
