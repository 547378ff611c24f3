"""What is open until a signal ends it."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import TypeVar

T = TypeVar("T")


async def until_signalled(house: AbstractAsyncContextManager[T], opened: Callable[[T], None]) -> None:
    """`opened` is told what was opened. What ends a process ends it, while it is still being opened, too."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    for sign in ending():
        loop.add_signal_handler(sign, task.cancel)
    with suppress(asyncio.CancelledError):
        async with house as found:
            opened(found)
            await loop.create_future()


def ending() -> list[signal.Signals]:
    """Ctrl-C, SIGTERM, and that the terminal was closed: who was started by `nohup` hears no word of that."""
    hangs_up = signal.getsignal(signal.SIGHUP) != signal.SIG_IGN
    return [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hangs_up else [])]
