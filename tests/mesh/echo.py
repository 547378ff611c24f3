"""Every record of some events lies in the real log twice: what is said is read, and written once more as it is."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from choreography.kafka.connection import connecting
from choreography.kafka.settings import KafkaSettings
from choreography.partition import partition_of


@asynccontextmanager
async def echoed(settings: KafkaSettings, topics: Iterable[str], events: Iterable[str]) -> AsyncIterator[set[Any]]:
    """From here on; the ids of what was doubled."""
    events, doubled = set(events), set[Any]()
    places = {TopicPartition(topic, partition_of(event, 12)) for topic in topics for event in events}
    reader = AIOKafkaConsumer(**connecting(settings.bootstrap), enable_auto_commit=False)
    writer = AIOKafkaProducer(**connecting(settings.bootstrap))
    await reader.start()
    await writer.start()
    reader.assign(sorted(places))
    await reader.seek_to_end()

    async def echo() -> None:
        async for record in reader:
            id_ = record.topic, dict(record.headers)["ce_id"]
            if id_ not in doubled and record.key.decode() in events:
                doubled.add(id_)
                told = {"key": record.key, "partition": record.partition, "headers": list(record.headers)}
                await writer.send_and_wait(record.topic, record.value, **told)

    task = asyncio.create_task(echo())
    try:
        yield doubled
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await reader.stop()
        await writer.stop()
