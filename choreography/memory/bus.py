"""The whole bus in memory: the same hearers, the same producer port, no server."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from choreography.memory.faults import Faults
from choreography.memory.group import Group
from choreography.memory.log import Clock, Log
from choreography.memory.member import MemoryMember
from choreography.memory.producer import MemoryProducer
from choreography.ports import Hearer, Place, Record, WrongTopic

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def loop_clock() -> datetime:
    """The running loop's time, counted from a fixed day: simulated where the loop's time is."""
    return EPOCH + timedelta(seconds=asyncio.get_running_loop().time())


class MemoryBus:
    """`partitions` is the same for all topics; `session` is how long a killed member keeps its partitions.

    `clock` tells the time that records are written at.
    """

    def __init__(
        self,
        partitions: int = 4,
        *,
        faults: Faults | None = None,
        session: float = 6.0,
        clock: Clock = loop_clock,
    ) -> None:
        self.partitions, self.session, self.faults = partitions, session, faults or Faults()
        self.clock, self.log = clock, Log(clock)
        self.groups: dict[str, Group] = {}
        self.members: list[MemoryMember] = []

    def create(self, topics: Iterable[str]) -> None:
        for topic in topics:
            self.log.create(topic, self.partitions)

    def join(self, hearer: Hearer, instance: str = "") -> MemoryMember:
        """A new member begins at once. Raises WrongTopic if it hears what nobody made."""
        for topic in hearer.topics:
            if topic not in self.log.partitions:
                raise WrongTopic(f"the topic {topic} does not exist")
        group = self.groups.setdefault(hearer.group, Group(self.partitions))
        member = MemoryMember(self.log, group, hearer, faults=self.faults, session=self.session, instance=instance)
        self.members = [*(m for m in self.members if m.alive), member]
        member.start()
        return member

    def producer(self) -> MemoryProducer:
        return MemoryProducer(self)

    def write(
        self,
        place: Place,
        key: bytes | None,
        value: bytes | None,
        headers: tuple[tuple[str, bytes | None], ...] = (),
    ) -> Record:
        """Append, and let everybody know. Raises WrongTopic."""
        record = self.log.append(place, key, value, headers)
        for member in self.members:
            member.news()
        return record

    async def stop(self) -> None:
        for member in self.members:
            await member.stop()
