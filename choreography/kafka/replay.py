"""The log, read again in no group: nobody's offsets move, and nobody loses a partition."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain

from aiokafka import AIOKafkaConsumer, TopicPartition

from choreography.kafka.access import connecting
from choreography.kafka.member import KafkaMember, common
from choreography.kafka.records import record
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import verify
from choreography.ports import Hearer, Place

WAIT_MS = 200
"""For the first record of a batch."""


class Replay(KafkaMember):
    """Drives one hearer, to which all places of its topics are given."""

    def __init__(self, hearer: Hearer, reader: AIOKafkaConsumer, settings: KafkaSettings) -> None:
        super().__init__(lambda: reader, hearer.topics, settings.partitions)
        self.hearer, self.reader, self.settings = hearer, reader, settings
        self.places = [(topic, number) for topic in hearer.topics for number in range(settings.partitions)]
        hearer.connect(self)

    async def assignment(self) -> set[int]:
        return common(self.reader.assignment(), self.hearer.topics)

    async def begun(self) -> None:
        """The hearer has all partitions, and has sought; it may be asked again."""
        await self.hearer.assign(set(range(self.settings.partitions)))

    async def ended(self) -> None:
        """What the hearer has in hand is saved."""
        await self.hearer.revoke(set(range(self.settings.partitions)))

    async def batch(self) -> None:
        """Hand the next records over, if any came."""
        found = await self.reader.getmany(timeout_ms=WAIT_MS, max_records=self.settings.batch)
        if raw := list(chain(*found.values())):
            await self.hearer.process([record(each) for each in raw])

    async def all_bounds(self) -> dict[Place, tuple[int, int]]:
        return await self.bounds(self.places)


@asynccontextmanager
async def replaying(hearer: Hearer, settings: KafkaSettings) -> AsyncIterator[Replay]:
    """Raises WrongTopic, and KafkaError if the log is away."""
    await verify(settings.bootstrap, hearer.topics, settings.partitions)
    reader = AIOKafkaConsumer(
        **connecting(settings.bootstrap),
        enable_auto_commit=False,
        fetch_max_bytes=settings.fetch_bytes,
        max_partition_fetch_bytes=settings.fetch_bytes,
    )
    replay = Replay(hearer, reader, settings)
    reader.assign([TopicPartition(*place) for place in replay.places])
    await reader.start()
    try:
        yield replay
    finally:
        await reader.stop()
