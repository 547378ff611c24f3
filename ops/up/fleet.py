"""The processes of a running box office: forked by the nursery, started again when they die, as the nursery is."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ops.stack.process import StartFailed
from ops.up import nursing

STARTS_WITHIN = 60.0
"""Seconds for a process to say that it is ready."""
STEADY = 10.0
"""A process that lived so long is started again at once; one that did not waits, longer each time."""
PATIENCE = 30.0


@dataclass
class Process:
    """What the fleet knows of one of its processes."""

    name: str
    run: str
    args: tuple[str, ...] = ()
    env: dict[str, str] = field(default_factory=dict)
    nice: int = 0
    """Above 0: it gives way to the others where the processors are short."""
    pid: int = 0
    started_at: float = 0.0
    deaths: int = 0
    ready: "asyncio.Future[dict[str, Any]] | None" = None
    again: asyncio.TimerHandle | None = None
    """Starts it again, later."""


class Fleet:
    """`tell` hears (process, what happened). Environment and logs are those of all its processes."""

    def __init__(self, env: dict[str, str], logs: Path, tell: Callable[[str, str], None]) -> None:
        self.env, self.logs, self.tell = env, logs, tell
        self.processes: dict[str, Process] = {}
        self.nursery: nursing.Nursery | None = None
        self.stopping = False
        self.moved: Callable[[], object] = lambda: None
        """Called when a process has another pid."""
        self.failure: StartFailed | None = None
        """Why the fleet is no more, though nobody closed it."""

    async def open(self) -> None:
        """Returns when the nursery has imported everything. Raises StartFailed."""
        self.logs.mkdir(parents=True, exist_ok=True)
        self.nursery = await nursing.opened(self.env, self.logs)
        self._living = asyncio.create_task(self._live())

    async def start(self, process: Process) -> dict[str, Any]:
        """What the process says of itself when it is ready. Raises StartFailed."""
        self.processes[process.name] = process
        process.ready = asyncio.get_running_loop().create_future()
        self._order(process)
        try:
            async with asyncio.timeout(STARTS_WITHIN):
                return await asyncio.shield(process.ready)
        except TimeoutError:
            raise StartFailed(
                f"{process.name} was not ready in {STARTS_WITHIN} s; {nursing.end_of_log(self._log(process))}"
            ) from None

    async def close(self) -> None:
        """All end, in their own order of business: the nursery asks each to. Raises the fleet's own failure."""
        self.stopping = True
        if self.failure:
            raise self.failure
        if self.nursery is None:
            return
        await nursing.ended(self.nursery, PATIENCE)
        self._living.cancel()

    def _order(self, process: Process) -> None:
        process.started_at = time.monotonic()
        order = {"do": "start", "name": process.name, "run": process.run, "args": process.args, "env": process.env}
        assert self.nursery
        nursing.order(self.nursery, order | {"nice": process.nice, "log": str(self._log(process))})

    def _log(self, process: Process) -> Path:
        return self.logs / f"{process.name}.log"

    async def _live(self) -> None:
        """Hears one nursery after another; where there cannot be another one, this process is asked to end."""
        while self.nursery:
            ending = asyncio.create_task(self._end_orphans(self.nursery))
            await self._listen(self.nursery)
            ending.cancel()
            if self.stopping:
                return
            try:
                self.tell("nursery", f"ended with {await self.nursery.wait()}, all start again")
                await self._all_again()
            except (StartFailed, OSError) as failure:
                self.failure = StartFailed(f"the processes ended and cannot start again: {failure}")
                os.kill(os.getpid(), signal.SIGTERM)
                return

    async def _end_orphans(self, nursery: nursing.Nursery) -> None:
        """When a nursery dies its children end by themselves; those that do not are ended."""
        assert nursery.stdin
        with suppress(OSError):
            await nursery.stdin.wait_closed()
        await asyncio.sleep(PATIENCE)
        for pid in [process.pid for process in self.processes.values() if process.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    async def _all_again(self) -> None:
        """Raises StartFailed."""
        for process in self.processes.values():
            process.pid = 0
            if process.again:
                process.again.cancel()
        self.nursery = await nursing.opened(self.env, self.logs)
        self.tell("nursery", "ready")
        for process in self.processes.values():
            self._order(process)

    async def _listen(self, nursery: nursing.Nursery) -> None:
        """Until it and all its children are gone."""
        async for said in nursing.lines(nursery):
            process = self.processes[said["name"]]
            match said["event"]:
                case "started":
                    process.pid = said["pid"]
                    self._moved()
                case "ready":
                    self._ready(process, said)
                case "exited" if not self.stopping:
                    self._exited(process, said["code"])

    def _moved(self) -> None:
        if not self.stopping:
            with suppress(OSError):
                self.moved()

    def _ready(self, process: Process, said: dict[str, Any]) -> None:
        self.tell(process.name, f"ready after {time.monotonic() - process.started_at:.2f} s")
        if process.ready and not process.ready.done():
            process.ready.set_result(said)

    def _exited(self, process: Process, code: int) -> None:
        process.pid = 0
        if process.ready and not process.ready.done():
            process.ready.set_exception(
                StartFailed(f"{process.name} ended with {code}; {nursing.end_of_log(self._log(process))}")
            )
            return
        steady = time.monotonic() - process.started_at > STEADY
        process.deaths = 0 if steady else process.deaths + 1
        wait = min(0.1 * 2**process.deaths, 5.0) if process.deaths else 0.0
        self.tell(process.name, f"ended with {code}, starting again" + (f" in {wait:.1f} s" if wait else ""))
        process.again = asyncio.get_running_loop().call_later(wait, self._again, process)

    def _again(self, process: Process) -> None:
        if not self.stopping:
            self._order(process)
