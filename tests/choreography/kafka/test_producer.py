"""The producer when something is wrong with it."""

import asyncio

import pytest
from aiokafka.errors import OutOfOrderSequenceNumber

from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.ports import Unreachable
from ops.stack import Addresses
from tests.contract.buses import OnKafka
from tests.contract.notes import Notes, said
from tests.eventually import eventually

pytestmark = pytest.mark.real


async def test_without_a_cluster_both_ways_say_so() -> None:
    producer = KafkaProducer(KafkaSettings(bootstrap="127.0.0.1:9"))
    row = said("t", "k", "v")

    with pytest.raises(Unreachable):
        await producer.publish([row], lambda row: None)
    with pytest.raises(Unreachable):
        await producer.send(row.envelope, row.body, timeout=1)


async def test_after_a_fatal_error_a_new_producer_goes_on(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    producer = bus.producer
    assert isinstance(producer, KafkaProducer)
    await producer.publish([said(topic, "k", "1")], lambda row: None)

    broken = await producer.connection.ready()
    broken._message_accumulator.fail_all(OutOfOrderSequenceNumber())
    with pytest.raises(Unreachable):
        await producer.publish([said(topic, "k", "2")], lambda row: None)
    await producer.publish([said(topic, "k", "2")], lambda row: None)

    notes = Notes(topic, group=f"{bus.prefix}g")
    await bus.join(notes)
    await eventually(lambda: notes.values() == [b"1", b"2"])
    assert producer.connection.discarded == 1
    await bus.close()


async def test_a_row_that_is_larger_than_a_batch_stops_its_place_and_no_other(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    acked: list[str] = []
    rows = [said(topic, "e1", "1"), said(topic, "e1", "x" * 2_000_000), said(topic, "e1", "3"), said(topic, "e3", "4")]

    with pytest.raises(Unreachable, match="larger than a batch"):
        await bus.producer.publish(rows, lambda row: acked.append(row.id))

    assert isinstance(bus.producer, KafkaProducer) and bus.producer.connection.discarded == 0
    assert sorted(acked) == ["e1/1", "e3/4"]
    await bus.close()


async def test_many_may_send_at_once(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    rows = [said(topic, "e1", str(n)) for n in range(500)]

    await asyncio.gather(*(bus.producer.send(row.envelope, row.body, timeout=10) for row in rows))

    notes = Notes(topic, group=f"{bus.prefix}g")
    await bus.join(notes)
    await eventually(lambda: len(notes.heard) == 500)
    assert sorted(notes.values(), key=str) == sorted((row.body for row in rows), key=str)
    await bus.close()
