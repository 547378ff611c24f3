"""Processes that the benchmark starts, and ends by their own ids alone."""

import asyncio
import random
import signal
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from ops.stack.process import child_setup

PATIENCE = 60.0
PORTS = range(10_000, 19_000)


class StartFailed(Exception):
    """A process ended, or did not serve in time; says the end of its log."""


@asynccontextmanager
async def child(command: list[str], env: Mapping[str, str], log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Ends with the block, or with us."""
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            *command, env=env, stdout=out, stderr=out, stdin=asyncio.subprocess.DEVNULL, start_new_session=True,
            preexec_fn=child_setup(None, signal.SIGTERM),
        )  # fmt: skip
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()


async def serves(process: asyncio.subprocess.Process, port: int, log: Path) -> None:
    """Raises StartFailed."""
    await until(lambda: is_open(port), process, log, PATIENCE)


async def until(there: Callable[[], bool], process: asyncio.subprocess.Process, log: Path, patience: float) -> None:
    """Raises StartFailed if the process ends, or if it takes longer than so many seconds."""
    deadline = asyncio.get_running_loop().time() + patience
    while not there():
        if process.returncode is not None or asyncio.get_running_loop().time() > deadline:
            raise StartFailed(f"{log.name}: it did not start:\n{end_of(log)}")
        await asyncio.sleep(0.05)


def is_open(port: int) -> bool:
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0


def end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-3000:]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def free_block(offsets: tuple[int, ...]) -> int:
    """A port that is free, as are those beside it; below what the kernel lends to outgoing connections."""
    return next(
        port for port in random.sample(PORTS, len(PORTS)) if not any(is_open(port + offset) for offset in offsets)
    )
