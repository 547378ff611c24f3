"""Both buses behind one set of verbs, for the contract suite."""

import uuid
from typing import Protocol

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from choreography.kafka.broker import MeshBroker
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import Topic, provision
from choreography.memory.bus import MemoryBus
from choreography.ports import Hearer, Place, Producer, Sender

PARTITIONS = 4
RawHeaders = tuple[tuple[str, bytes | None], ...]


class Way(Producer, Sender, Protocol): ...


class Seat(Protocol):
    """A member, seen by a test."""

    async def stop(self) -> None: ...

    async def kill(self) -> None: ...


class Bus(Protocol):
    """`prefix` keeps the topics and groups of one test apart from all others."""

    prefix: str
    producer: Way

    async def create(self, *topics: str) -> None: ...

    async def join(self, hearer: Hearer, worker: str = "") -> Seat: ...

    async def write(self, place: Place, key: bytes | None, value: bytes | None, headers: RawHeaders) -> None: ...

    async def close(self) -> None: ...


class InMemory:
    def __init__(self) -> None:
        self.prefix = ""
        self.bus = MemoryBus(PARTITIONS, session=0.2)
        self.producer: Way = self.bus.producer()

    async def create(self, *topics: str) -> None:
        self.bus.create(topics)

    async def join(self, hearer: Hearer, worker: str = "") -> Seat:
        return self.bus.join(hearer, instance=worker)

    async def write(self, place: Place, key: bytes | None, value: bytes | None, headers: RawHeaders) -> None:
        self.bus.write(place, key, value, headers)

    async def close(self) -> None:
        await self.bus.stop()


class OnKafka:
    def __init__(self, bootstrap: str) -> None:
        self.prefix = f"{uuid.uuid4().hex[:8]}."
        self.settings = KafkaSettings(bootstrap=bootstrap, partitions=PARTITIONS)
        self.producer: Way = KafkaProducer(self.settings)
        self.seats: list[KafkaSeat] = []

    async def create(self, *topics: str) -> None:
        await provision(self.settings.bootstrap, [Topic(topic, PARTITIONS) for topic in topics])

    async def remove(self, *topics: str) -> None:
        """For those that are not the bus's own by their prefix: others read every topic of the registry."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.settings.bootstrap)
        await admin.start()
        try:
            await admin.delete_topics(list(topics))
        finally:
            await admin.close()

    async def join(self, hearer: Hearer, worker: str = "") -> "KafkaSeat":
        seat = KafkaSeat(MeshBroker(self.settings.model_copy(update={"worker": worker})))
        seat.broker.hear(hearer)
        await seat.broker.start()
        self.seats.append(seat)
        return seat

    async def write(self, place: Place, key: bytes | None, value: bytes | None, headers: RawHeaders) -> None:
        async with AIOKafkaProducer(bootstrap_servers=self.settings.bootstrap) as raw:
            await raw.send_and_wait(place[0], value, key=key, partition=place[1], headers=list(headers))

    async def close(self) -> None:
        for seat in self.seats:
            await seat.stop()
        assert isinstance(self.producer, KafkaProducer)
        await self.producer.stop()


class KafkaSeat:
    def __init__(self, broker: MeshBroker) -> None:
        self.broker = broker

    async def stop(self) -> None:
        await self.broker.stop()

    async def kill(self) -> None:
        """As if the process were killed: no batch is finished, no offset committed, the group hears no goodbye."""
        for lane in self.broker.lanes:
            lane.subscriber.consumer._coordinator.generation = 0
            await lane.subscriber.stop()
        for reader in self.broker.readers.values():
            await reader.stop()
