"""What a living lane on a real Kafka does when retention has passed what it was to read next."""

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import RecordsToDelete

from choreography.kafka.topics import admin
from choreography.memory.store import MemoryStore, quiet
from choreography.partition import partition_of
from ops.stack import Addresses
from tests.choreography.counter import Counter
from tests.choreography.kafka.test_lag_in_seconds import TOPIC, away, hired, written
from tests.contract.buses import PARTITIONS, OnKafka
from tests.eventually import eventually

pytestmark = pytest.mark.real


async def drop(bus: OnKafka, before: int) -> None:
    place = TopicPartition(TOPIC, partition_of("h", PARTITIONS))
    async with admin(bus.settings.bootstrap) as client:
        await client.delete_records({place: RecordsToDelete(before)})


async def test_it_goes_on_with_the_first_record_that_is_there(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    async with hired(bus) as lane:
        assert isinstance(lane.store, MemoryStore)
        lane.store.point = away
        await written(bus, "lost", age=0)
        await eventually(lambda: lane.pausing)
        await drop(bus, before=1)
        await written(bus, "found", age=0)
        lane.store.point = quiet
        rows = lane.store.books.rows

        await eventually(lambda: rows[Counter].keys() == {("h", "found")}, within=20)
        assert lane.counters.failed["Hole"] == 1
