"""A mesh in memory whose workers can be killed, and a town of buyers around it."""

import asyncio
import random
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from choreography.envelope import Envelope, derived
from choreography.lane import Lane
from choreography.memory.books import Books
from choreography.memory.bus import MemoryBus, loop_clock
from choreography.memory.faults import Faults
from choreography.memory.member import MemoryMember
from choreography.memory.nats import MemoryNats
from choreography.ports import Unreachable
from choreography.service import Service
from choreography.settings import ShellSettings
from contracts.base import MESSAGES, Message
from ops.simulate.diary import Diary
from ops.simulate.odds import CALM, Odds
from ops.simulate.watched import WatchedStore

PARTITIONS = 3


def seldom() -> ShellSettings:
    """Nobody looks into a table unasked for 20 s, nor forgets for 10 s what the log has: what would rely on it comes
    late, and is seen; and an hour in which nothing happens costs little.
    """
    return ShellSettings(poll=20, forget_after=10, settle_after=10)


@dataclass(eq=False)
class Worker:
    """One process of one service."""

    service: Service
    lane: Lane
    member: MemoryMember
    life: asyncio.Task[None]

    async def kill(self) -> None:
        """SIGKILL: what it had not committed, or not sent, never happened."""
        self.life.cancel()
        self.lane.effects.stop()
        await self.member.kill()
        await asyncio.gather(self.life, return_exceptions=True)


@dataclass
class World:
    """`resources` are what the effects of the services ask for."""

    services: tuple[Service, ...]
    rng: random.Random
    odds: Odds
    resources: dict[str, Any] = field(default_factory=dict)
    workers: list[Worker] = field(default_factory=list)
    settings: ShellSettings = field(default_factory=cache(ShellSettings))
    answers: dict[str, bytes] = field(default_factory=dict)
    """What was told over NATS on `answers.`, by command id."""
    said: int = 0
    named: bool = False
    """A worker bears the name of its service: who follows one that died has its partitions at once."""

    def __post_init__(self) -> None:
        self.diary = Diary(self.rng, self.odds)
        odds = self.odds
        faults = Faults(self.rng, away=odds.away, lost_ack=odds.lost_ack, doubled=odds.doubled)
        self.bus, self.nats = MemoryBus(PARTITIONS, faults=faults), MemoryNats(faults)
        self.bus.create({topic for message in MESSAGES.values() if (topic := message.TOPIC)})
        self.bus.create(f"{service.name}.events" for service in self.services)
        self.books = {service.name: Books(loop_clock) for service in self.services}

    async def start(self) -> None:
        await self.nats.listen("answers.>", self._answered)
        for service in self.services:
            self.hire(service)

    def _answered(self, subject: str, body: bytes, headers: object) -> None:
        self.answers[subject.split(".")[1]] = body

    def hire(self, service: Service) -> Worker:
        store = WatchedStore(service.name, self.books[service.name], self.diary)
        lane = Lane(service, store, self.bus.producer(), self.nats, self.resources, self.settings)
        worker = Worker(
            service, lane, self.bus.join(lane, service.name if self.named else ""), asyncio.create_task(lane.run())
        )
        self.workers.append(worker)
        return worker

    async def dismiss(self, worker: Worker) -> None:
        self.workers.remove(worker)
        await worker.kill()

    async def say(self, message: Message, *, copies: int = 1, id: str = "") -> str:
        """Put a message on its topic, as a client or another service would, until the log has it; gives its id."""
        self.said += 1
        id_ = id or derived("town", self.said)
        envelope = Envelope(
            id=id_, type=type(message).__name__, source=message.SERVICE, time=loop_clock(),
            topic=message.TOPIC, key=message.key, subject=message.subject, correlation=id_,
        )  # fmt: skip
        for _ in range(copies):
            await self._send(envelope, message.model_dump_json().encode())
        return id_

    async def _send(self, envelope: Envelope, body: bytes) -> None:
        while True:
            try:
                return await self.bus.producer().send(envelope, body, 1)
            except Unreachable:
                await asyncio.sleep(0.1)

    def calm_down(self) -> None:
        """No more faults: from here on everything must come to its end."""
        self.odds = self.diary.odds = CALM
        faults = self.bus.faults
        faults.away = faults.lost_ack = faults.doubled = 0.0
        for worker in self.workers:
            if worker.member.deaf:
                worker.member.hear()
        for service in self.services:
            if not any(worker.service is service for worker in self.workers):
                self.hire(service)

    def replay_dead(self) -> int:
        """What an operator does once the bug is mended."""
        count = 0
        for books in self.books.values():
            for waiting in [one for one in books.waiting.values() if one.reason == "dead"]:
                books.waiting[waiting.id] = replace(waiting, reason="next", due=loop_clock())
                count += 1
        return count

    def idle(self) -> bool:
        """Nothing is unread, unpublished, undone, or due some time."""
        return all(self._settled(service) for service in self.services)

    def _settled(self, service: Service) -> bool:
        books = self.books[service.name]
        if books.outbox or books.effects or any(one.reason != "dead" for one in books.waiting.values()):
            return False
        places = [(topic, partition) for topic in service.topics for partition in range(PARTITIONS)]
        return all(self._next(books, *place) == self.bus.log.bounds(place)[1] for place in places)

    def _next(self, books: Books, topic: str, partition: int) -> int:
        lane = books.lanes.get(partition)
        return lane.next.get(topic, 0) if lane else 0
