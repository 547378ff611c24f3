"""Keeps one server up: starts it, waits until it serves, brings it back when it dies, stops it."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ops.stack.process import StartFailed, halt, launch
from ops.stack.ready import until_ready
from ops.stack.server import Server

BACK_OFF = (0.0, 0.2, 1.0, 5.0)
"""Seconds before each try to bring a dead server back; the last one counts for all further tries."""


@dataclass(frozen=True)
class Event:
    """`what` is one of ready, died, failed; `seconds` is how long getting ready took."""

    server: str
    what: str
    detail: str = ""
    seconds: float = 0.0


class Supervised:
    def __init__(self, server: Server, data: Path, lock: int, tell: Callable[[Event], None]) -> None:
        self.server, self.lock, self.tell = server, lock, tell
        self.log, self.pid_file = data / "logs" / f"{server.name}.log", data / "pids" / server.name
        self.process: asyncio.subprocess.Process | None = None
        self.keeper: asyncio.Task[None] | None = None
        self.up, self.allowed = asyncio.Event(), asyncio.Event()
        self.allowed.set()

    async def start(self) -> None:
        """Returns when it serves; StartFailed when it ended or did not answer in time."""
        await self.launch_until_ready()
        self.keeper = asyncio.create_task(self.keep_up(), name=f"keep {self.server.name}")

    async def stop(self) -> None:
        if self.keeper:
            self.keeper.cancel()
            await asyncio.wait([self.keeper])
        if self.process and self.process.returncode is None:
            await halt(self.process, self.server.stop)
            self.server.halted()
        self.pid_file.unlink(missing_ok=True)

    def kill(self, hold: bool = False) -> None:
        """SIGKILL, now. With `hold` it stays down until `restart`."""
        assert self.process is not None
        self.up.clear()
        if hold:
            self.allowed.clear()
        with suppress(ProcessLookupError):
            self.process.kill()

    async def restart(self) -> None:
        """Up again when this returns, whether it was held down or up."""
        if self.up.is_set():
            self.kill()
        self.allowed.set()
        await self.up.wait()

    async def keep_up(self) -> None:
        while self.process:
            code = await self.process.wait()
            self.up.clear()
            self.tell(Event(self.server.name, "died", f"exit code {code}"))
            await self.bring_back()

    async def bring_back(self) -> None:
        tries = 0
        while not self.up.is_set():
            await asyncio.sleep(BACK_OFF[min(tries, len(BACK_OFF) - 1)])
            await self.allowed.wait()
            try:
                await self.launch_until_ready()
            except StartFailed as failed:
                self.tell(Event(self.server.name, "failed", str(failed)))
            tries += 1

    async def launch_until_ready(self) -> None:
        began = time.monotonic()
        self.process = await launch(self.server, self.log, self.lock)
        self.pid_file.write_text(str(self.process.pid))
        await until_ready(self.server, self.process, self.log)
        self.up.set()
        self.tell(Event(self.server.name, "ready", seconds=time.monotonic() - began))
