"""Hearers of one process on a real Kafka: each record is fetched once for all, and none is kept back by another."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from choreography.kafka import reader as module
from choreography.kafka.broker import MeshBroker
from choreography.kafka.reader import Reader
from choreography.partition import partition_of
from choreography.ports import Record
from ops.stack import Addresses
from tests.contract.buses import PARTITIONS, KafkaSeat, OnKafka
from tests.contract.notes import Notes, said
from tests.eventually import eventually

pytestmark = pytest.mark.real
KEYS = ("e1", "e2", "e3", "e4", "e5")


class Process(OnKafka):
    """All who join are of one process."""

    async def begin(self, *hearers: Notes) -> Reader:
        seat = KafkaSeat(MeshBroker(self.settings))
        for hearer in hearers:
            seat.broker.hear(hearer)
        await seat.broker.start()
        self.seats.append(seat)
        await eventually(lambda: all(len(hearer.owned) == PARTITIONS for hearer in hearers))
        (reader,) = seat.broker.readers.values()
        return reader

    async def say(self, topic: str, *bodies: str, keys: Sequence[str] = KEYS) -> None:
        await self.producer.publish([said(topic, key, body) for key in keys for body in bodies], lambda row: None)


class Asks(Notes):
    """Takes nothing while its hand is held; notes for how many records it was at most asked at once."""

    most = 0

    async def process(self, records: Sequence[Record]) -> None:
        self.most = max(self.most, len(records))
        await super().process(records)


class Gated(Notes):
    """Takes what it is handed once its gate is open, or one batch where it is let."""

    def __init__(self, *topics: str, group: str) -> None:
        super().__init__(*topics, group=group)
        self.gate, self.one = asyncio.Event(), asyncio.Event()

    async def process(self, records: Sequence[Record]) -> None:
        waits = [asyncio.create_task(event.wait()) for event in (self.gate, self.one)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        self.one.clear()
        await super().process(records)


@pytest.fixture
async def process(stack: Addresses) -> AsyncIterator[Process]:
    process = Process(stack.kafka)
    yield process
    await process.close()


@pytest.fixture
async def topic(process: Process) -> str:
    await process.create(name := f"{process.prefix}events")
    return name


async def test_each_of_them_hears_all_of_its_own_topics(process: Process, topic: str) -> None:
    await process.create(another := f"{process.prefix}commands")
    one, both = Notes(topic, group=f"{process.prefix}one"), Notes(topic, another, group=f"{process.prefix}both")
    await process.begin(one, both)

    await process.say(topic, "a")
    await process.say(another, "b")

    await eventually(lambda: len(one.heard) == len(KEYS) and len(both.heard) == 2 * len(KEYS))
    assert {record.topic for record in one.delivered} == {topic}


async def test_who_seeks_back_hears_again_what_the_others_do_not(process: Process, topic: str) -> None:
    one, other = Notes(topic, group=f"{process.prefix}one"), Notes(topic, group=f"{process.prefix}other")
    await process.begin(one, other)
    await process.say(topic, "0", "1", "2", keys=["e1"])
    await eventually(lambda: len(one.delivered) == len(other.delivered) == 3)

    one.consumer.seek((topic, partition_of("e1", PARTITIONS)), 1)
    await eventually(lambda: [record.value for record in one.delivered] == [b"0", b"1", b"2", b"1", b"2"])
    await process.say(topic, "3", keys=["e1"])

    await eventually(lambda: other.values() == [b"0", b"1", b"2", b"3"] == one.values())
    assert len(other.delivered) == 4


async def test_who_is_full_keeps_nobody_from_hearing_and_misses_nothing(process: Process, topic: str) -> None:
    full, other = Notes(topic, group=f"{process.prefix}full"), Notes(topic, group=f"{process.prefix}other")
    await process.begin(full, other)
    full.full = True
    await asyncio.gather(*(process.say(topic, *(f"{n}.{m}" for m in range(50))) for n in range(4)))
    await eventually(lambda: len(other.heard) == 200 * len(KEYS))

    full.full = False

    await eventually(lambda: len(full.heard) == 200 * len(KEYS))
    assert len(full.delivered) == len(full.heard)


async def test_who_is_long_at_a_batch_is_not_waited_for_and_misses_nothing(process: Process, topic: str) -> None:
    process.settings.batch = 20
    slow, other = Asks(topic, group=f"{process.prefix}slow"), Notes(topic, group=f"{process.prefix}other")
    await process.begin(slow, other)
    async with slow.hand:
        await process.say(topic, *map(str, range(100)))
        await eventually(lambda: len(other.heard) == 100 * len(KEYS), within=20)
        assert slow.heard == []

    await eventually(lambda: len(slow.heard) == 100 * len(KEYS), within=20)
    assert len(slow.delivered) == len(slow.heard) and slow.most <= 20


async def test_the_first_fetch_brings_something_of_all_that_waits_and_then_all_of_it(
    process: Process, topic: str
) -> None:
    for number in range(40):
        await asyncio.gather(*(process.say(topic, f"{number}{1000 * 'x'}", keys=[key]) for key in KEYS))
    process.settings.batch = 80
    await process.begin(late := Notes(topic, group=f"{process.prefix}late"))

    await eventually(lambda: len(late.heard) == 40 * len(KEYS))

    places = {partition_of(key, PARTITIONS) for key in KEYS}
    assert {record.partition for record in late.delivered[:80]} == places


async def test_what_is_larger_than_all_of_the_first_fetch_is_heard_as_well(process: Process, topic: str) -> None:
    for number in range(3):
        await process.say(topic, f"{number}{300_000 * 'x'}")
    await process.begin(late := Notes(topic, group=f"{process.prefix}late"))

    await eventually(lambda: len(late.heard) == 3 * len(KEYS))

    for key in KEYS:
        assert [record.value[:1] for record in late.heard if record.key == key.encode()] == [b"0", b"1", b"2"]


async def test_a_reader_that_will_not_come_back_by_itself_is_replaced(process: Process, topic: str) -> None:
    process.settings.restart = process.settings.retry = 0.1
    one, other = Notes(topic, group=f"{process.prefix}one"), Notes(topic, group=f"{process.prefix}other")
    reader = await process.begin(one, other)
    await process.say(topic, "before")
    await eventually(lambda: len(one.heard) == len(other.heard) == len(KEYS))
    broken = reader._consumer
    assert broken is not None

    await broken.stop()
    await eventually(lambda: reader._consumer not in (None, broken))
    await process.say(topic, "after")

    await eventually(lambda: len(one.heard) == len(other.heard) == 2 * len(KEYS))
    assert len(one.delivered) == len(other.delivered) == 2 * len(KEYS)


async def test_who_may_be_behind_has_at_once_what_lies_there_as_it_begins(process: Process, topic: str) -> None:
    await process.say(topic, "a")
    notes = Notes(topic, group=f"{process.prefix}late")
    notes.behind = 20.0
    await process.begin(notes)
    await eventually(lambda: len(notes.heard) == len(KEYS))


async def test_who_is_far_behind_keeps_nobody_from_what_is_new(
    process: Process, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1e9)
    process.settings.batch, many, place = 20, 200, (topic, partition_of("e1", PARTITIONS))
    late, other = Gated(topic, group=f"{process.prefix}late"), Notes(topic, group=f"{process.prefix}other")
    await process.begin(late, other)
    late.gate.set()
    await process.say(topic, *map(str, range(many)), keys=["e1"])
    await eventually(lambda: len(late.heard) == len(other.heard) == many)

    late.gate.clear()
    late.consumer.seek(place, 0)
    for n in range(many, many + 5):
        await process.say(topic, str(n), keys=["e1"])
        await eventually(lambda n=n: len(other.heard) == n + 1)
        late.one.set()
    assert len(late.heard) == many

    late.gate.set()
    await eventually(lambda: late.values() == other.values() == [b"%d" % n for n in range(many + 5)])
