"""How far a lane on a real Kafka is behind, in messages and seconds: by its metrics, and by `boxoffice topics`."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiokafka import AIOKafkaProducer

from choreography.envelope import Envelope
from choreography.kafka.lag import lags
from choreography.lane import Lane
from choreography.memory.nats import MemoryNats
from choreography.memory.store import MemoryStore, quiet
from choreography.partition import partition_of
from choreography.ports import Unreachable
from choreography.sight.look import Look
from choreography.tasks import background
from ops.stack import Addresses
from ops.topics import Behind, behind
from tests.choreography.counter import Opened, counters
from tests.choreography.sight.scrape import Numbers, scraped
from tests.contract.buses import PARTITIONS, OnKafka
from tests.eventually import eventually

pytestmark = pytest.mark.real
TOPIC = Opened.TOPIC


@asynccontextmanager
async def hired(bus: OnKafka) -> AsyncIterator[Lane]:
    """A lane at work, with a store in memory."""
    await bus.create(*counters.topics)
    lane = Lane(counters, MemoryStore(), bus.producer, MemoryNats())
    async with background(lane.run()):
        try:
            await bus.join(lane)
            await eventually(lambda: lane.unready == "")
            yield lane
        finally:
            await bus.close()
            await bus.remove(*counters.topics)


async def written(bus: OnKafka, id_: str, age: float) -> None:
    """A record that was written so many seconds ago."""
    said = Opened(hall="h", name=id_)
    envelope = Envelope(id_, "Opened", "test", datetime.now(UTC), TOPIC, said.key, said.subject, id_)
    async with AIOKafkaProducer(bootstrap_servers=bus.settings.bootstrap) as raw:
        await raw.send_and_wait(
            TOPIC, said.model_dump_json().encode(), key=said.key.encode(), partition=partition_of(said.key, PARTITIONS),
            headers=list(envelope.headers()), timestamp_ms=int((time.time() - age) * 1000),
        )  # fmt: skip


async def metrics(look: Look) -> Numbers:
    await look.again()
    return scraped([look])


async def told(bus: OnKafka) -> Behind:
    """As `boxoffice topics` tells it."""
    (found,) = behind(
        TOPIC, [("choreography", lag) for lag in await lags(bus.settings.bootstrap, "choreography", [TOPIC])]
    )
    return found


async def test_a_lane_that_stands_still_is_behind_by_the_age_of_what_it_has_not_handled(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    async with hired(bus) as lane:
        await written(bus, "first", age=3600)
        await eventually(lambda: (TOPIC, partition_of("h", PARTITIONS)) in lane.written)
        async with lane._lock:
            await written(bus, "second", age=60)
            numbers = await metrics(Look(lane))
            assert numbers["lag_messages", (TOPIC,)] == 1 and numbers["lag_seconds", (TOPIC,)] >= 60
            waits = await eventually(lambda: only_the_second(bus))
            assert 60 <= waits.seconds < 3600

        await eventually(lambda: none_open(bus, lane), within=20)


async def test_what_a_lane_heard_in_vain_is_behind_until_its_store_is_back(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    async with hired(bus) as lane:
        await written(bus, "first", age=3600)
        await eventually(lambda: (TOPIC, partition_of("h", PARTITIONS)) in lane.written)
        assert isinstance(lane.store, MemoryStore)
        lane.store.point = away
        await written(bus, "second", age=60)
        await eventually(lambda: lane.pausing)
        (member,) = bus.seats[0].broker.lanes
        await member.feed.offsets.commit(member.subscriber.consumer)
        assert (await told(bus)).messages == 1

        lane.store.point = quiet
        await eventually(lambda: none_open(bus, lane), within=20)


async def away(point: str) -> None:
    raise Unreachable("the store is away")


async def only_the_second(bus: OnKafka) -> Behind | None:
    """Once the first is committed."""
    found = await told(bus)
    return found if found.messages == 1 else None


async def none_open(bus: OnKafka, lane: Lane) -> bool:
    numbers, found = await metrics(Look(lane)), await told(bus)
    return (found.messages, found.seconds) == (0, 0) == (
        numbers["lag_messages", (TOPIC,)], numbers["lag_seconds", (TOPIC,)]
    )  # fmt: skip
