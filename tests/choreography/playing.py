"""Lanes on the memory bus, in simulated time, with a hand on the store."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from choreography.envelope import Envelope
from choreography.lane import Lane
from choreography.memory.books import Books
from choreography.memory.bus import MemoryBus, loop_clock
from choreography.memory.loop import run
from choreography.memory.member import MemoryMember
from choreography.memory.nats import MemoryNats
from choreography.memory.store import MemoryStore
from choreography.settings import ShellSettings
from choreography.sight.tracer import SILENT, Tracer
from contracts.base import Message
from tests.choreography.counter import World, counters


def played(story: Callable[["Stage"], Awaitable[None]], seed: int = 1, **settings: Any) -> "Stage":
    """Play the story to its end, and give the stage for a look at it."""
    stage = Stage(ShellSettings(**settings))

    async def live() -> None:
        stage.open()
        await story(stage)
        await stage.close()

    run(seed, live())
    return stage


@dataclass
class Stage:
    settings: ShellSettings
    world: World = field(default_factory=World)
    trouble: dict[str, list[Exception]] = field(default_factory=dict)
    """By point of the store ("save after"), what it raises there next."""
    lanes: list[Lane] = field(default_factory=list)
    members: list[MemoryMember] = field(default_factory=list)
    lives: list["asyncio.Task[None]"] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    said: int = 0

    def open(self) -> None:
        self.bus, self.nats = MemoryBus(2), MemoryNats()
        self.bus.create(["choreography.commands", "choreography.events"])
        self.books = Books(loop_clock)

    async def hire(self, tracer: Tracer = SILENT) -> Lane:
        await self.nats.listen("answers.>", lambda subject, *_: self.answers.append(subject))
        lane = Lane(
            counters, MemoryStore(loop_clock, self._point, self.books), self.bus.producer(), self.nats,
            {"world": self.world}, self.settings, tracer,
        )  # fmt: skip
        self.members.append(self.bus.join(lane))
        self.lives.append(asyncio.create_task(lane.run()))
        self.lanes.append(lane)
        return lane

    async def _point(self, name: str) -> None:
        await asyncio.sleep(0)
        if self.trouble.get(name):
            raise self.trouble[name].pop(0)

    async def say(self, *messages: Message, id: str = "") -> None:
        for message in messages:
            self.said += 1
            id_ = id or f"said-{self.said}"
            await self.bus.producer().send(
                Envelope(
                    id_, type(message).__name__, "test", loop_clock(), message.TOPIC, message.key, message.subject, id_
                ),
                message.model_dump_json().encode(),
                1,
            )

    def log(self, kind: str) -> list[str]:
        """The subjects of all records of this type, by place and offset."""
        found = []
        for partition in range(2):
            for record in self.bus.log.read(("choreography.events", partition), 0, 10_000):
                headers = {name: (value or b"").decode() for name, value in record.headers}
                found += [headers["ce_subject"]] if headers["ce_type"] == kind else []
        return found

    async def close(self) -> None:
        for life in self.lives:
            life.cancel()
        for member in self.members:
            with suppress(Exception):
                await member.kill()
        await asyncio.gather(*self.lives, return_exceptions=True)


async def passes(seconds: float) -> None:
    """So much of the loop's own time, which costs none: for what happens at some time, not for what is waited for."""
    await asyncio.sleep(seconds)


async def until(check: Callable[[], object], within: float = 120) -> None:
    """In the loop's own time."""
    for _ in range(int(within * 20)):
        if check():
            return
        await passes(0.05)
    raise AssertionError("it never came to pass")
