"""Topics on a real Kafka: made by a command, verified at every start, looked at by tools."""

import asyncio
import uuid
from datetime import timedelta

import pytest

from choreography.kafka.lag import end_offsets, lags
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import Topic, provision, verify
from choreography.partition import partition_of
from choreography.ports import WrongTopic
from ops.stack import Addresses
from tests.contract.buses import PARTITIONS, OnKafka
from tests.contract.notes import Notes, said
from tests.eventually import eventually
from tests.proxy import Late

pytestmark = pytest.mark.real


@pytest.fixture
def name() -> str:
    return f"{uuid.uuid4().hex[:8]}.events"


async def test_what_is_missing_is_made_and_what_is_there_is_left(stack: Addresses, name: str) -> None:
    topic = Topic(name, PARTITIONS, timedelta(days=7))

    assert await provision(stack.kafka, [topic]) == [name]
    assert await provision(stack.kafka, [topic]) == []


async def test_a_topic_with_another_number_of_partitions_is_refused_by_its_name(stack: Addresses, name: str) -> None:
    await provision(stack.kafka, [Topic(name, 3)])

    with pytest.raises(WrongTopic, match=f"{name} has 3 partitions, not 4"):
        await verify(stack.kafka, [name], PARTITIONS)
    with pytest.raises(WrongTopic, match=f"{name} has 3 partitions, not 4"):
        await provision(stack.kafka, [Topic(name, PARTITIONS)])


async def test_a_topic_that_cannot_be_made_is_refused_with_the_brokers_reason(stack: Addresses) -> None:
    with pytest.raises(WrongTopic, match="InvalidTopic"):
        await provision(stack.kafka, [Topic("no/such name", 1)])


async def test_a_cluster_that_is_away_is_said_so() -> None:
    with pytest.raises(WrongTopic, match=r"127\.0\.0\.1:9"):
        await verify("127.0.0.1:9", ["x"], PARTITIONS)


async def test_brokers_that_come_up_slowly_are_waited_for_and_it_is_said(stack: Addresses, name: str) -> None:
    """Which begin to answer once it was said that they do not."""
    host, port = stack.kafka.split(":")
    late, told = Late(host, int(port)), list[str]()
    waiting = asyncio.create_task(provision(late.address, [Topic(name, PARTITIONS)], told.append))
    await eventually(lambda: told)
    assert "waiting for Kafka" in told[0] and late.address in told[0]

    async with late.open():
        assert await waiting == [name]


async def test_brokers_that_do_not_come_are_not_waited_for_longer_than_said(name: str) -> None:
    told = list[str]()
    with pytest.raises(WrongTopic, match=r"127\.0\.0\.1:9"):
        await provision("127.0.0.1:9", [Topic(name, PARTITIONS)], told.append, patience=0.1)
    assert len(told) == 1


async def test_a_group_that_heard_nothing_is_behind_by_all(stack: Addresses, name: str) -> None:
    await provision(stack.kafka, [Topic(name, PARTITIONS)])
    producer = KafkaProducer(KafkaSettings(bootstrap=stack.kafka, partitions=PARTITIONS))
    await producer.publish([said(name, "e1", str(n)) for n in range(3)], lambda row: None)

    behind = [lag for lag in await lags(stack.kafka, f"{name}.nobody", [name, "missing"]) if lag.messages]

    (lag,) = behind
    assert (lag.partition, lag.messages) == (partition_of("e1", PARTITIONS), 3)
    assert 0 < lag.seconds < 60
    assert sorted((await end_offsets(stack.kafka, [name])).values()) == [0, 0, 0, 3]
    await producer.stop()


async def test_a_group_that_heard_everything_is_soon_seen_to_be_level(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    notes = Notes(topic, group=f"{bus.prefix}g")
    await bus.join(notes)
    await bus.producer.publish([said(topic, f"e{n}", "") for n in range(20)], lambda row: None)

    async def level() -> bool:
        return sum(lag.handled for lag in await lags(stack.kafka, notes.group, [topic])) == 20

    await eventually(level)
    await bus.close()
