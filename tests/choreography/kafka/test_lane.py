"""A consumer on a real Kafka that is in trouble."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from aiokafka.errors import InvalidGroupIdError

from choreography.kafka.broker import MeshBroker
from choreography.kafka.lag import lags
from choreography.kafka.topics import Topic
from choreography.ports import Record, WrongTopic
from ops.stack import Addresses
from tests.contract.buses import PARTITIONS, OnKafka
from tests.contract.notes import Notes, said
from tests.eventually import eventually

pytestmark = pytest.mark.real


async def test_a_consumer_that_will_not_come_back_by_itself_is_replaced(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    bus.settings.restart = bus.settings.retry = 0.1
    await bus.create(topic := f"{bus.prefix}events")
    notes = Notes(topic, group=f"{bus.prefix}g")
    (lane,) = (await bus.join(notes)).broker.lanes

    async def broken() -> None:
        raise RuntimeError("of no sort that aiokafka expects")

    coordinator = lane.subscriber.consumer._coordinator
    coordinator.ensure_coordinator_known = broken
    coordinator.request_rejoin()
    await eventually(lambda: lane.counters.restarts == 1)
    await bus.producer.publish([said(topic, "e1", "x")], lambda row: None)

    await eventually(lambda: notes.values() == [b"x"])
    assert lane.counters.polls_failed > 0
    await bus.close()


async def test_where_a_topic_is_not_as_it_should_be_nobody_is_given_anything(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    bus.settings.partitions = PARTITIONS + 1
    notes = Notes(topic, group=f"{bus.prefix}g")
    with pytest.raises(WrongTopic, match=f"has {PARTITIONS} partitions, not {PARTITIONS + 1}"):
        await bus.join(notes)
    bus.settings.partitions = PARTITIONS
    await bus.join(later := Notes(topic, group=f"{bus.prefix}g"))
    await eventually(lambda: len(later.owned) == PARTITIONS)
    assert not notes.owned
    await bus.close()


async def test_a_worker_with_a_name_that_may_not_begin_leaves_the_groups_that_it_has_joined(stack: Addresses) -> None:
    """It would hold them for 30 s, as one that was killed and comes back."""
    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    broker = MeshBroker(bus.settings.model_copy(update={"worker": "one"}))
    broker.hear(refused := Notes(topic, group=f"{bus.prefix}g"))
    broker.hear(Notes(f"{bus.prefix}nobody.made.it", group=f"{bus.prefix}h"))
    with pytest.raises(WrongTopic, match="does not exist"):
        await broker.start()
    await bus.join(later := Notes(topic, group=f"{bus.prefix}g"), worker="two")
    await eventually(lambda: len(later.owned) == PARTITIONS)
    assert not refused.owned
    await bus.close()


async def test_a_worker_with_a_name_of_whose_groups_one_is_refused_leaves_the_others(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    broker = MeshBroker(bus.settings.model_copy(update={"worker": "one"}))
    broker.hear(joined := Notes(topic, group=f"{bus.prefix}g"))
    broker.hear(Notes(topic, group=""))
    with pytest.raises(ExceptionGroup, match="TaskGroup") as refused:
        await broker.start()
    assert refused.group_contains(InvalidGroupIdError)
    await bus.join(later := Notes(topic, group=f"{bus.prefix}g"), worker="two")
    await eventually(lambda: len(later.owned) == PARTITIONS)
    assert not joined.owned
    await bus.close()


async def test_a_batch_whose_hearer_raises_is_read_again(stack: Addresses) -> None:
    class Clumsy(Notes):
        fell = False

        async def process(self, records: Sequence[Record]) -> None:
            if not self.fell:
                self.fell = True
                raise RuntimeError("a hearer must not")
            await super().process(records)

    bus = OnKafka(stack.kafka)
    bus.settings.retry = 0.1
    await bus.create(topic := f"{bus.prefix}events")
    notes = Clumsy(topic, group=f"{bus.prefix}g")
    seat = await bus.join(notes)

    await bus.producer.publish([said(topic, f"e{n}", str(n)) for n in range(20)], lambda row: None)

    await eventually(lambda: len(notes.heard) == 20)
    assert seat.broker.lanes[0].counters.batches_failed == 1
    await bus.close()


async def test_who_reads_on_behind_what_others_handled_is_not_behind(stack: Addresses) -> None:
    class Ahead(Notes):
        async def assign(self, partitions: set[int]) -> None:
            await super().assign(partitions)
            for place, (_, end) in (await self.consumer.bounds((topic, n) for n in partitions)).items():
                self.consumer.seek(place, end)

    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    await bus.producer.publish([said(topic, "e1", "x")], lambda row: None)
    await bus.join(Ahead(topic, group=f"{bus.prefix}g"))

    async def up_to_date() -> bool:
        return not any(lag.messages for lag in await lags(stack.kafka, f"{bus.prefix}g", [topic]))

    await eventually(up_to_date, within=20)
    await bus.close()


@pytest.mark.slow
async def test_a_hearer_that_waits_long_for_its_store_stays_in_the_group(stack: Addresses) -> None:
    bus = OnKafka(stack.kafka)
    await bus.create(topic := f"{bus.prefix}events")
    notes = Notes(topic, group=f"{bus.prefix}g")
    loop = asyncio.get_running_loop()
    async with notes.hand:
        seat, began = await bus.join(notes), loop.time()
        await eventually(lambda: loop.time() > began + bus.settings.session + 1.5, within=20)
        assert notes.owned == set()

    await eventually(lambda: notes.owned == set(range(PARTITIONS)))
    assert await notes.consumer.assignment() == notes.owned
    assert seat.broker.lanes[0].counters.rebalances == 1
    await bus.close()


def test_what_is_kept_for_a_time_is_cut_into_segments_of_a_quarter_of_it() -> None:
    config = Topic("identity.secrets", PARTITIONS, timedelta(minutes=15)).config

    assert (config["retention.ms"], config["segment.ms"]) == ("900000", "225000")
