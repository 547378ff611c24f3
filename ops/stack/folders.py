"""The data folder, held by one stack at a time, and the user's cache."""

import asyncio
import fcntl
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

PATIENCE = 15.0


class InUse(Exception):
    """Another stack runs on this data folder."""


def cache() -> Path:
    """Jars and the JVM's warm-up cache, shared by all stacks of this user. BOXOFFICE_CACHE moves it.

    Who has no home, or may write nothing there, has it in the environment that `make setup` made.
    """
    if told := os.environ.get("BOXOFFICE_CACHE"):
        return _made(Path(told))
    with suppress(OSError, RuntimeError):
        return _made(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "boxoffice")
    return _made(Path(sys.prefix) / "cache/boxoffice")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(f"{folder} cannot be written")
    return folder


@asynccontextmanager
async def held(data: Path) -> AsyncIterator[int]:
    """Yields the lock's descriptor. The servers inherit it, so the folder is free when the last of them has gone,
    even if their supervisor was killed before. InUse if that does not happen within PATIENCE seconds."""
    for folder in (data, data / "logs", data / "pids"):
        folder.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        await wait_for_lock(lock.fileno(), data, time.monotonic() + PATIENCE)
        yield lock.fileno()


async def wait_for_lock(lock: int, data: Path, deadline: float) -> None:
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise InUse(f"another stack runs on {data}") from None
            await asyncio.sleep(0.05)
