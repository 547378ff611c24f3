"""A world in which a worker dies at one chosen point: what lasts is done between two of these, and nowhere else."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from choreography.envelope import Envelope, Headers
from choreography.memory.nats import MemoryNats
from choreography.memory.producer import MemoryProducer
from choreography.ports import Place
from choreography.service import Service
from ops.simulate.world import Worker, World

READING = {"load", "due", "next_due", "open_effects", "unpublished", "backlog", "standing", "recover"}
"""Who dies while it reads leaves what the point before left."""
Point = Callable[[str], Awaitable[None]]


@dataclass
class Dying(World):
    """The worker that comes to the point of the number `at` dies there; with `all_die`, all others with it."""

    at: int = 0
    all_die: bool = False
    doubled: bool = False
    """Each record lies in the log twice, from the first to the last."""
    begun: bool = False
    points: list[str] = field(default_factory=list)
    """Those that were passed since the sale began."""
    death: "asyncio.Task[None] | None" = None

    async def start(self) -> None:
        self.bus.faults.doubled = float(self.doubled)
        await super().start()

    def hire(self, service: Service) -> Worker:
        worker = super().hire(service)
        point, store, relay = partial(self.passes, worker), worker.lane.store, worker.lane.relay
        store.point = point  # type: ignore[attr-defined]
        relay.producer, relay.answers = Publishing(self.bus, point), Telling(self.nats, point)
        return worker

    async def passes(self, worker: Worker, name: str) -> None:
        """Never returns to who is dead."""
        await asyncio.sleep(0)
        if worker in self.workers and self.begun and name.split(maxsplit=1)[0] not in READING:
            self.points.append(f"{worker.service.name}: {name}")
            if len(self.points) == self.at:
                self.death = asyncio.create_task(self.dies(worker))
                await asyncio.Future()
        if worker not in self.workers:
            await asyncio.Future()

    def calm_down(self) -> None:
        super().calm_down()
        self.bus.faults.doubled = float(self.doubled)

    async def dies(self, worker: Worker) -> None:
        """And is missed at once: `calm_down` hires for every service that has nobody."""
        for one in list(self.workers) if self.all_die else [worker]:
            await self.dismiss(one)
        self.calm_down()


class Publishing(MemoryProducer):
    def __init__(self, bus: Any, point: Point) -> None:
        super().__init__(bus)
        self.point = point

    async def _write(self, place: Place, envelope: Envelope, body: bytes) -> None:
        await self.point(f"publish {envelope.type}")
        await super()._write(place, envelope, body)
        await self.point(f"acked {envelope.type}")


@dataclass
class Telling:
    nats: MemoryNats
    point: Point

    async def tell(self, subject: str, body: bytes, headers: Headers = ()) -> None:
        await self.point("tell")
        await self.nats.tell(subject, body, headers)
