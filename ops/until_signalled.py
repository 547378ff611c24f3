"""What is open until a signal ends it."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import TypeVar

T = TypeVar("T")


async def until_signalled(house: AbstractAsyncContextManager[T], opened: Callable[[T], None]) -> None:
    """`opened` is told what was opened. What ends a process ends it, while it is still being opened, too.

    A terminal may hang up twice: what comes again does not break off the closing, unless it is a second Ctrl-C.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    heard: set[signal.Signals] = set()

    def end(sign: signal.Signals) -> None:
        if not heard or (sign is signal.SIGINT and sign in heard):
            task.cancel()
        heard.add(sign)

    for sign in ending():
        loop.add_signal_handler(sign, end, sign)
    with suppress(asyncio.CancelledError):
        async with house as found:
            opened(found)
            await loop.create_future()


def ending() -> list[signal.Signals]:
    """Ctrl-C, SIGTERM, and that the terminal was closed: who was started by `nohup` hears no word of that."""
    hangs_up = signal.getsignal(signal.SIGHUP) != signal.SIG_IGN
    return [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hangs_up else [])]
