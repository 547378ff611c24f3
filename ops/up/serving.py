"""A house is open until a signal ends it; meanwhile its ready files are there."""

import asyncio
import json
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ops.up.ready import write_whole

Found = dict[str, Any]
"""What is announced: addresses, by name."""


async def until_signalled(
    house: AbstractAsyncContextManager[Found], tell: Callable[[Found, float], None], files: Sequence[Path], began: float
) -> None:
    """`tell` hears what was opened, and after how many seconds since `began`."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, task.cancel)
    with suppress(asyncio.CancelledError):
        async with house as found:
            for file in files:
                write_whole(file, found)
            tell(found, time.monotonic() - began)
            await loop.create_future()
    for file in files:
        file.unlink(missing_ok=True)


def free_place(folder: Path) -> list[Path]:
    """The ready file that commands look for by themselves, unless a box office that answers has it."""
    file = folder / "ready.json"
    with suppress(OSError, ValueError, KeyError):
        there = urlsplit(json.loads(file.read_text())["edge"])
        with socket.create_connection((there.hostname, there.port), timeout=1):
            return []
    folder.mkdir(exist_ok=True)
    return [file]
