"""What is open until a signal ends it."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import TypeVar

T = TypeVar("T")


async def until_signalled(house: AbstractAsyncContextManager[T], opened: Callable[[T], None]) -> None:
    """`opened` is told what was opened. Ctrl-C and SIGTERM end it, while it is still being opened, too."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, task.cancel)
    with suppress(asyncio.CancelledError):
        async with house as found:
            opened(found)
            await loop.create_future()
