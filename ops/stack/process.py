"""Child processes that never outlive us, and the two ways to use one: run it to its end, or launch and halt it."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from ops.stack.server import Become, Server

PR_SET_PDEATHSIG = 1
HALT_WITHIN = 60.0


class StartFailed(Exception):
    """A server, or a command that prepares one, ended or did not answer in time; says the end of its log."""


def child_setup(become: Become | None, last_signal: signal.Signals) -> Become:
    """For a child between fork and exec: who it is, and (on Linux) the signal it gets when its parent dies."""
    parent = os.getpid()

    def prepare() -> None:
        if become:
            become()  # first: a change of user clears the death signal
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(last_signal))
            if os.getppid() not in (parent, 0):  # the parent died before that call
                os._exit(1)

    return prepare


async def launch(server: Server, log: Path, keep_open: int) -> asyncio.subprocess.Process:
    """In a session of its own: a terminal's Ctrl-C reaches the supervisor alone, which stops the servers in order."""
    with log.open("ab") as out:
        return await asyncio.create_subprocess_exec(
            *server.argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            preexec_fn=child_setup(server.become, server.stop),
            start_new_session=True,
            pass_fds=[keep_open],
        )


async def halt(process: asyncio.subprocess.Process, stop: signal.Signals) -> None:
    """Asks first, kills after HALT_WITHIN seconds."""
    for order in (stop, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(order)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), HALT_WITHIN)
            return


async def run(
    *argv: str | Path, become: Become | None = None, env: Mapping[str, str] | None = None, cwd: Path | str = "/"
) -> None:
    """With `env` beside our own. To its end; killed, with its own children, when we are cancelled meanwhile.

    StartFailed if it fails.
    """
    beginning = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            *argv,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            preexec_fn=child_setup(become, signal.SIGKILL),
            start_new_session=True,
        )
    )
    try:
        process = await asyncio.shield(beginning)  # broken off in its beginning, only the child itself would be killed
        said, _ = await process.communicate()
    except asyncio.CancelledError:
        await _killed(await beginning)
        raise
    if process.returncode:
        raise StartFailed(f"{Path(argv[0]).name} failed:\n{said.decode(errors='replace')[-1500:]}")


async def _killed(process: asyncio.subprocess.Process) -> None:
    """With its own children, who share its group: returns when none of them is left, or after HALT_WITHIN seconds."""
    with contextlib.suppress(ProcessLookupError, TimeoutError):
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        async with asyncio.timeout(HALT_WITHIN):
            while True:  # the kernel tells nobody when a grandchild has ended
                os.killpg(process.pid, 0)
                await asyncio.sleep(0.01)
