"""Looks at what lies in a topic."""

import json
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from choreography.kafka.settings import KafkaSettings


async def records(settings: KafkaSettings, topic: str, word: str) -> list[dict[str, Any]]:
    """The bodies of all records that contain the word."""
    reader = AIOKafkaConsumer(bootstrap_servers=settings.bootstrap, enable_auto_commit=False)
    await reader.start()
    try:
        places = [TopicPartition(topic, n) for n in range(settings.partitions)]
        ends = await reader.end_offsets(places)
        reader.assign(places)
        await reader.seek_to_beginning(*places)
        found = []
        while any([await reader.position(place) < end for place, end in ends.items()]):
            for several in (await reader.getmany(timeout_ms=500)).values():
                found += [json.loads(one.value) for one in several if word.encode() in one.value]
        return found
    finally:
        await reader.stop()
