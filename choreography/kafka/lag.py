"""How far a group is behind, for tools: in records, and in seconds since the oldest of them was written."""

import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import TopicAuthorizationFailedError

from choreography.kafka.access import connecting
from choreography.kafka.topics import admin, counts
from choreography.lag import Lag
from choreography.tasks import whole


async def end_offsets(bootstrap: str, topics: Iterable[str]) -> dict[TopicPartition, int]:
    """By place, the offset that the next record will have. A missing topic has no places."""
    async with admin(bootstrap) as client:
        found = await counts(client, list(topics))
    async with _reader(bootstrap) as reader:
        places = [TopicPartition(topic, number) for topic, count in found.items() for number in range(count)]
        ends: dict[TopicPartition, int] = await reader.end_offsets(places)
        return ends


async def lags(bootstrap: str, group: str, topics: Iterable[str]) -> list[Lag]:
    """One for each place, sorted. A group that never committed is behind by all that the log still has."""
    async with admin(bootstrap) as client, _reader(bootstrap) as reader:
        found = await counts(client, list(topics))
        places = [TopicPartition(topic, number) for topic, count in found.items() for number in range(count)]
        return await measured(client, reader, group, places)


async def measured(
    client: AIOKafkaAdminClient, reader: AIOKafkaConsumer, group: str, places: Sequence[TopicPartition]
) -> list[Lag]:
    """As `lags`, over connections that are there; the reader is one of no group."""
    committed = await client.list_consumer_group_offsets(group)
    first, ends = await reader.beginning_offsets(places), await reader.end_offsets(places)
    handled = {p: max(first[p], committed[p].offset if p in committed else 0) for p in places}
    written = await _timestamps(reader, {p: handled[p] for p in places if handled[p] < ends[p]})
    now = time.time()
    return [
        Lag(p.topic, p.partition, handled[p], ends[p], max(0.0, now - written[p]) if p in written else 0.0)
        for p in sorted(places)
    ]


async def _timestamps(
    reader: AIOKafkaConsumer, offsets: dict[TopicPartition, int], within: float = 5.0
) -> dict[TopicPartition, float]:
    """When the records at these offsets were written, in seconds since 1970; those not read in time, or that we may
    not read, are left out."""
    found: dict[TopicPartition, float] = {}
    deadline = time.monotonic() + within
    reader.assign(list(offsets))
    for place, offset in offsets.items():
        reader.seek(place, offset)
    left = set(offsets)
    while left and time.monotonic() < deadline:
        read = await _read(reader)
        found |= {place: at for place, at in read.items() if at and place in left}
        reader.pause(*read)
        left -= read.keys()
    return found


async def _read(reader: AIOKafkaConsumer) -> dict[TopicPartition, float]:
    """When the next record of each place was written; 0 for all places of a topic that we may not read."""
    try:
        return {place: some[0].timestamp / 1000 for place, some in (await reader.getmany(timeout_ms=1000)).items()}
    except TopicAuthorizationFailedError as refused:
        return {place: 0.0 for place in reader.assignment() if place.topic in refused.args}


@asynccontextmanager
async def _reader(bootstrap: str) -> AsyncIterator[AIOKafkaConsumer]:
    reader = AIOKafkaConsumer(**connecting(bootstrap), enable_auto_commit=False, max_partition_fetch_bytes=1024)
    try:
        await whole(reader.start())
        yield reader
    finally:
        await reader.stop()
