"""What lies in the topics of Kafka, read without a group."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from choreography.kafka.lag import Lag, lags
from choreography.kafka.records import record
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import admin, counts
from choreography.ports import Record, Unreachable
from choreography.service import Service

WITHIN = 10.0
"""Seconds for which records are read at most."""
Ranges = dict[int, tuple[int, int]]


class KafkaLog:
    def __init__(self, kafka: KafkaSettings) -> None:
        self.kafka = kafka

    async def topics(self) -> dict[str, int]:
        async with admin(self.kafka.bootstrap) as client:
            names = [name for name in await client.list_topics() if not name.startswith("__")]
            return await counts(client, sorted(names))

    async def bounds(self, topic: str) -> Ranges:
        async with self._reader() as reader:
            places = await _places(reader, topic)
            first, end = await reader.beginning_offsets(places), await reader.end_offsets(places)
            return {place.partition: (first[place], end[place]) for place in places}

    async def since(self, topic: str, time: datetime) -> dict[int, int]:
        async with self._reader() as reader:
            places = await _places(reader, topic)
            found = await reader.offsets_for_times({place: int(time.timestamp() * 1000) for place in places})
            end = await reader.end_offsets(places)
            return {p.partition: found[p].offset if found.get(p) else end[p] for p in places}

    async def records(self, topic: str, ranges: Ranges) -> list[Record]:
        found: list[Record] = []
        left = {TopicPartition(topic, n): bound for n, bound in ranges.items() if bound[0] < bound[1]}
        if not left:
            return found
        async with self._reader() as reader:
            reader.assign(list(left))
            for place, (start, _) in left.items():
                reader.seek(place, start)
            async for batch in _batches(reader, left):
                found += batch
        return sorted(found, key=lambda one: (one.partition, one.offset))

    async def lags(self, service: Service) -> list[Lag]:
        return await lags(self.kafka.bootstrap, service.name, service.topics)

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[AIOKafkaConsumer]:
        reader = AIOKafkaConsumer(bootstrap_servers=self.kafka.bootstrap, enable_auto_commit=False)
        try:
            await reader.start()
            yield reader
        except KafkaError as error:
            raise Unreachable(f"{self.kafka.bootstrap}: {error!r}") from error
        finally:
            await reader.stop()


async def _places(reader: AIOKafkaConsumer, topic: str) -> list[TopicPartition]:
    async with asyncio.timeout(WITHIN):
        cluster = await reader._client.fetch_all_metadata()
    return [TopicPartition(topic, number) for number in sorted(cluster.partitions_for_topic(topic) or ())]


async def _batches(
    reader: AIOKafkaConsumer, left: dict[TopicPartition, tuple[int, int]]
) -> AsyncIterator[list[Record]]:
    """Until every place has come to its end, or time is up."""
    until = asyncio.get_running_loop().time() + WITHIN
    while left and asyncio.get_running_loop().time() < until:
        for place, raw in (await reader.getmany(timeout_ms=500)).items():
            if place not in left:
                continue
            end = left[place][1]
            yield [record(each) for each in raw if each.offset < end]
            if raw[-1].offset >= end - 1:
                del left[place]
                reader.pause(place)
