"""Joins as the door says them, on the bus."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from choreography.envelope import Envelope
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from contracts.waiting_room import JoinQueue, place_id

AT_ONCE = 2_000
WITHIN = 60.0


@asynccontextmanager
async def producing(bootstrap: str, partitions: int) -> AsyncIterator[KafkaProducer]:
    producer = KafkaProducer(KafkaSettings(bootstrap=bootstrap, partitions=partitions))
    try:
        yield producer
    finally:
        await producer.stop()


async def join(producer: KafkaProducer, event_id: str, people: int) -> None:
    """All are said and acknowledged when this returns."""
    for start in range(0, people, AT_ONCE):
        names = (f"waits{number}" for number in range(start, min(start + AT_ONCE, people)))
        await asyncio.gather(*(joins(producer, event_id, name) for name in names))


async def joins(producer: KafkaProducer, event_id: str, buyer: str) -> None:
    asked = JoinQueue(event_id=event_id, place_id=place_id(event_id, buyer), buyer_id=buyer)
    id_ = str(uuid.uuid4())
    envelope = Envelope(
        id=id_, type="JoinQueue", source="edge", time=datetime.now(UTC), topic=asked.TOPIC, key=asked.key,
        subject=asked.subject, correlation=id_, actor=buyer,
    )  # fmt: skip
    await producer.send(envelope, asked.model_dump_json().encode(), WITHIN)
