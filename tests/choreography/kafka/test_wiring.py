"""What FastStream hands to a lane: the record as it lies in the log, whatever its headers are."""

from collections.abc import Sequence

import pytest
from faststream.kafka import TestKafkaBroker

from choreography.kafka.broker import MeshBroker
from choreography.kafka.settings import KafkaSettings
from choreography.ports import Consumer, Record


class Listener:
    topics = ("bookings.commands", "inventory.events")
    group = "bookings"
    full = False
    behind = 0.0

    def __init__(self) -> None:
        self.heard: list[Record] = []
        self.next: dict[int, dict[str, int]] = {}

    def connect(self, consumer: Consumer) -> None:
        self.consumer = consumer

    async def assign(self, partitions: set[int]) -> None: ...

    async def revoke(self, partitions: set[int]) -> None: ...

    def hears(self, record: Record) -> bool:
        return True

    async def process(self, records: Sequence[Record]) -> None:
        self.heard += records


@pytest.fixture
def wired() -> tuple[MeshBroker, Listener]:
    broker, listener = MeshBroker(KafkaSettings(commit=1e9)), Listener()
    broker.hear(listener)
    return broker, listener


async def test_a_record_of_a_heard_topic_reaches_the_lane_untouched(wired: tuple[MeshBroker, Listener]) -> None:
    broker, listener = wired
    async with TestKafkaBroker(broker) as bus:
        await bus.publish(b'{"seats": []}', "bookings.commands", key=b"opera", headers={"ce_type": "RequestBooking"})
    (record,) = listener.heard
    assert (record.topic, record.key, record.value) == ("bookings.commands", b"opera", b'{"seats": []}')
    assert ("ce_type", b"RequestBooking") in record.headers


async def test_each_heard_topic_reaches_the_one_lane_and_no_other_topic_does(
    wired: tuple[MeshBroker, Listener],
) -> None:
    broker, listener = wired
    async with TestKafkaBroker(broker) as bus:
        for topic in ("inventory.events", "payments.events", "bookings.commands"):
            await bus.publish(b"{}", topic)
    assert [record.topic for record in listener.heard] == ["inventory.events", "bookings.commands"]


async def test_a_broken_body_is_handed_over_and_stops_nobody(wired: tuple[MeshBroker, Listener]) -> None:
    broker, listener = wired
    async with TestKafkaBroker(broker) as bus:
        await bus.publish(b"\xff not json", "bookings.commands")
        await bus.publish(b"{}", "bookings.commands")
    assert [record.value for record in listener.heard] == [b"\xff not json", b"{}"]


def test_a_cluster_of_many_brokers_is_asked_at_each_of_them() -> None:
    broker = MeshBroker(KafkaSettings(bootstrap="one:9092,two:9092"))
    assert broker.specification.url == ["one:9092", "two:9092"]
