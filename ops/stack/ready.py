"""When a launched server counts as up, and what is said when it does not get there."""

import asyncio
from asyncio.subprocess import Process
from pathlib import Path

from ops.stack.process import StartFailed, halt
from ops.stack.server import Server

READY_WITHIN = 90.0
LOG_TAIL = 1_500


async def until_ready(server: Server, process: Process, log: Path) -> None:
    """StartFailed, with nothing left running, if it ended or did not answer within READY_WITHIN seconds."""
    try:
        async with asyncio.timeout(READY_WITHIN):
            await answering(server, process, log)
    except TimeoutError:
        await halt(process, server.stop)
        raise failure(server, log, f"did not answer within {READY_WITHIN:.0f} s") from None


async def answering(server: Server, process: Process, log: Path) -> None:
    while not await server.ready():
        if process.returncode is not None:
            raise failure(server, log, f"ended with exit code {process.returncode}")
        await asyncio.sleep(0.02)


def failure(server: Server, log: Path, why: str) -> StartFailed:
    return StartFailed(f"{server.name} {why}; the end of {log}:\n{log.read_text(errors='replace')[-LOG_TAIL:]}")
