"""What lies in the topics of Kafka, read without a group."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import datetime

from aiokafka import AIOKafkaConsumer, TopicPartition

from choreography.kafka.lag import measured
from choreography.kafka.observer import Observer
from choreography.kafka.records import record
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import counts
from choreography.lag import Lag
from choreography.ports import Record
from choreography.service import Service

WITHIN = 10.0
"""Seconds for which records are read at most."""
Ranges = dict[int, tuple[int, int]]


class KafkaLog:
    def __init__(self, kafka: KafkaSettings) -> None:
        self._observer = Observer(kafka.bootstrap)

    async def close(self) -> None:
        await self._observer.close()

    async def topics(self) -> dict[str, int]:
        client, _ = await self._observer.ready()
        names = [name for name in await client.list_topics() if not name.startswith("__")]
        return await counts(client, sorted(names))

    async def bounds(self, *topics: str) -> dict[str, Ranges]:
        _, reader = await self._observer.ready()
        places = await self._places(topics)
        first, end = await reader.beginning_offsets(places), await reader.end_offsets(places)
        found: dict[str, Ranges] = {topic: {} for topic in topics}
        for place in places:
            found[place.topic][place.partition] = (first[place], end[place])
        return found

    async def since(self, topic: str, time: datetime) -> dict[int, int]:
        _, reader = await self._observer.ready()
        places = await self._places([topic])
        since = max(0, int(time.timestamp() * 1000))  # Kafka knows no time before 1970
        found = await reader.offsets_for_times(dict.fromkeys(places, since))
        end = await reader.end_offsets(places)
        return {p.partition: found[p].offset if found.get(p) else end[p] for p in places}

    async def records(self, topic: str, ranges: Ranges) -> list[Record]:
        left = {TopicPartition(topic, n): bound for n, bound in ranges.items() if bound[0] < bound[1]}
        found: list[Record] = []
        if not left:
            return found
        _, reader = await self._observer.ready()
        reader.assign(list(left))
        for place, (start, _) in left.items():
            reader.seek(place, start)
        async for batch in _batches(reader, left):
            found += batch
        return sorted(found, key=lambda one: (one.partition, one.offset))

    async def lags(self, service: Service) -> list[Lag]:
        client, reader = await self._observer.ready()
        return await measured(client, reader, service.name, await self._places(service.topics))

    async def _places(self, topics: Iterable[str]) -> list[TopicPartition]:
        client, _ = await self._observer.ready()
        found = await counts(client, list(topics))
        return [TopicPartition(topic, number) for topic in topics for number in range(found.get(topic, 0))]


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
