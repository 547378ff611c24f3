"""The processes of a running box office: forked by the nursery, started again when they die."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ops.stack.process import StartFailed, child_setup

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
    pid: int = 0
    started_at: float = 0.0
    deaths: int = 0
    ready: "asyncio.Future[dict[str, Any]] | None" = None


class Fleet:
    """`tell` hears (process, what happened). Environment and logs are those of all its processes."""

    def __init__(self, env: dict[str, str], logs: Path, tell: Callable[[str, str], None]) -> None:
        self.env, self.logs, self.tell = env, logs, tell
        self.processes: dict[str, Process] = {}
        self.stopping = False

    async def open(self) -> None:
        """Returns when the nursery has imported everything. Raises StartFailed."""
        self.logs.mkdir(parents=True, exist_ok=True)
        with (self.logs / "nursery.log").open("ab") as log:
            self.nursery = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "ops.nursery",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log,
                env={**os.environ, **self.env}, start_new_session=True, preexec_fn=child_setup(None, signal.SIGTERM),
            )  # fmt: skip
        assert self.nursery.stdout
        if not await self.nursery.stdout.readline():
            raise StartFailed((self.logs / "nursery.log").read_text()[-1500:])
        self._listening = asyncio.create_task(self._listen())

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
                f"{process.name} was not ready in {STARTS_WITHIN} s; {self._end_of_log(process)}"
            ) from None

    async def close(self) -> None:
        """All end, in their own order of business: the nursery asks each to."""
        self.stopping = True
        assert self.nursery.stdin
        self.nursery.stdin.close()
        try:
            async with asyncio.timeout(PATIENCE):
                await self.nursery.wait()
        except TimeoutError:
            self.nursery.kill()
        self._listening.cancel()

    def _order(self, process: Process) -> None:
        process.started_at = time.monotonic()
        order = {"do": "start", "name": process.name, "run": process.run, "args": process.args, "env": process.env}
        self._write(order | {"log": str(self.logs / f"{process.name}.log")})

    def _write(self, order: dict[str, Any]) -> None:
        assert self.nursery.stdin
        self.nursery.stdin.write(json.dumps(order).encode() + b"\n")

    async def _listen(self) -> None:
        assert self.nursery.stdout
        while line := await self.nursery.stdout.readline():
            said = json.loads(line)
            process = self.processes[said["name"]]
            match said["event"]:
                case "started":
                    process.pid = said["pid"]
                case "ready":
                    self._ready(process, said)
                case "exited" if not self.stopping:
                    self._exited(process, said["code"])

    def _ready(self, process: Process, said: dict[str, Any]) -> None:
        self.tell(process.name, f"ready after {time.monotonic() - process.started_at:.2f} s")
        if process.ready and not process.ready.done():
            process.ready.set_result(said)

    def _exited(self, process: Process, code: int) -> None:
        process.pid = 0
        if process.ready and not process.ready.done():
            process.ready.set_exception(StartFailed(f"{process.name} ended with {code}; {self._end_of_log(process)}"))
            return
        steady = time.monotonic() - process.started_at > STEADY
        process.deaths = 0 if steady else process.deaths + 1
        wait = min(0.1 * 2**process.deaths, 5.0) if process.deaths else 0.0
        self.tell(process.name, f"ended with {code}, starting again" + (f" in {wait:.1f} s" if wait else ""))
        asyncio.get_running_loop().call_later(wait, self._again, process)

    def _again(self, process: Process) -> None:
        if not self.stopping:
            self._order(process)

    def _end_of_log(self, process: Process) -> str:
        file = self.logs / f"{process.name}.log"
        return f"the end of {file}:\n{file.read_text(errors='replace')[-1500:]}" if file.exists() else ""
