"""One after another buys; meanwhile nobody else watches, and then so many do."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bench.crowd.processes import doors, ended, watchers
from bench.crowd.watch import Crowd
from bench.generator import generator
from bench.machine import cpu
from bench.plan import Load
from bench.systems.mesh import Mesh, mesh, port

PER_DOOR = 15_000
"""Sockets of one process: its descriptors, and what else it needs of them, allow so many."""
BUYERS = 20


@dataclass
class Played:
    """Seconds; `late` is how long after the front door's own watcher the last of a door's watchers knew a number."""

    alone: list[float] = field(default_factory=list)
    watched: list[float] = field(default_factory=list)
    opening: float = 0.0
    late: list[float] = field(default_factory=list)
    frames: int = 0
    lost: int = 0
    others: dict[str, int] = field(default_factory=dict)
    memory: int = 0
    """Bytes of all further doors for one socket."""
    cpu: float = 0.0
    """Of the further doors, for one frame."""


@dataclass
class Play:
    """Sells `bookings`, each `pause` seconds after the one before was done, so that all can be told in between."""

    sockets: int
    bookings: int
    pause: float
    tell: Callable[[str], None]
    outcome: Played = field(default_factory=Played)

    async def run(self) -> Played:
        with tempfile.TemporaryDirectory(prefix="boxoffice-crowd-") as name:
            async with mesh(Path(name) / "mesh", Path(name), BUYERS) as ours:
                self.tell("one booking after the other, watched by nobody else")
                self.outcome.alone, event = await sold(ours, self.bookings, 0.0)
                async with doors(ours.found, -(-self.sockets // PER_DOOR), Path(name)) as there:
                    await self.crowded(ours, there, f"event:{event}")
        return self.outcome

    async def crowded(self, ours: Mesh, there: dict[int, int], channel: str) -> None:
        self.tell(f"{self.sockets:,} sockets at {len(there)} doors are opened")
        pids, began = list(there.values()), time.perf_counter()
        empty = sum(map(memory, pids))
        async with watchers(list(there), self.sockets, channel) as crowds:
            self.outcome.opening = time.perf_counter() - began
            self.outcome.memory = (sum(map(memory, pids)) - empty) // self.sockets
            witness = Crowd(port(ours.found["edge"]), channel)
            await witness.join(0)
            self.tell("one booking after the other, watched by all")
            used = sum(cpu({"doors": pids}).values())
            self.outcome.watched, _ = await sold(ours, self.bookings, self.pause)
            used = sum(cpu({"doors": pids}).values()) - used
            for heard in await asyncio.gather(*map(ended, crowds)):
                counted(self.outcome, heard, {number: times[0] for number, times in witness.heard.items()})
        self.outcome.cpu = used / max(self.outcome.frames, 1)


async def sold(ours: Mesh, bookings: int, pause: float) -> tuple[list[float], str]:
    """How long each took, and the event. Raises RuntimeError if not all were sold."""
    job = await ours.prepared(Load("single", 1, {"mesh": bookings}, seconds=240.0))
    async with generator(replace(job, pause=pause)) as go:
        outcome = await go()
    if outcome.sold != bookings:
        raise RuntimeError(f"{outcome.sold} of {bookings} were sold: {outcome.errors}")
    return outcome.latencies, str(job.wants[0].body["event_id"])


def counted(outcome: Played, heard: dict[str, Any], witness: dict[int, float]) -> None:
    frames = sorted((int(number), times) for number, times in heard["heard"].items())
    outcome.frames += sum(int(times[2]) for _, times in frames)
    outcome.lost += heard["lost"]
    for kind, many in heard["others"].items():
        outcome.others[kind] = outcome.others.get(kind, 0) + many
    for number, seen in witness.items():
        if (last := next((times[1] for to, times in frames if to >= number), None)) is not None:
            outcome.late.append(last - seen)


def memory(pid: int) -> int:
    """Resident bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))
