"""What both buses promise to those who say and to those who hear."""

from collections.abc import AsyncIterator

import pytest

from choreography.changes import Said
from choreography.partition import partition_of
from choreography.ports import WrongTopic
from tests.contract.buses import PARTITIONS, Bus, InMemory, OnKafka
from tests.contract.notes import Notes, said
from tests.eventually import eventually

KEYS = ("e1", "e2", "e3", "e4", "e5")


@pytest.fixture(params=["memory", pytest.param("kafka", marks=pytest.mark.real)])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[Bus]:
    bus: Bus = InMemory() if request.param == "memory" else OnKafka(request.getfixturevalue("stack").kafka)
    yield bus
    await bus.close()


@pytest.fixture
async def topic(bus: Bus) -> str:
    await bus.create(name := f"{bus.prefix}inventory.events")
    return name


async def publish(bus: Bus, rows: list[Said]) -> list[str]:
    """The ids in the order in which they were acknowledged."""
    acked: list[str] = []
    await bus.producer.publish(rows, lambda row: acked.append(row.id))
    return acked


async def test_records_of_one_key_are_heard_in_the_order_in_which_they_were_said(bus: Bus, topic: str) -> None:
    notes = Notes(topic, group=f"{bus.prefix}g")
    await bus.join(notes)

    await publish(bus, [said(topic, key, str(n)) for n in range(200) for key in KEYS])

    await eventually(lambda: len(notes.heard) == 1000)
    for key in KEYS:
        assert [r.value for r in notes.heard if r.key == key.encode()] == [b"%d" % n for n in range(200)]


async def test_publishing_reports_each_row_once_and_those_of_a_place_in_order(bus: Bus, topic: str) -> None:
    rows = [said(topic, key, str(n)) for n in range(50) for key in KEYS]

    acked = await publish(bus, rows)

    assert sorted(acked) == sorted(row.id for row in rows)
    for key in KEYS:
        assert [id_ for id_ in acked if id_.startswith(key)] == [f"{key}/{n}" for n in range(50)]


async def test_a_record_is_what_was_said(bus: Bus, topic: str) -> None:
    notes, row = Notes(topic, group=f"{bus.prefix}g"), said(topic, "e1", "body")
    await bus.join(notes)

    await bus.producer.send(row.envelope, row.body, timeout=10)

    await eventually(lambda: notes.heard)
    (record,) = notes.heard
    assert (record.topic, record.partition, record.offset) == (topic, partition_of("e1", PARTITIONS), 0)
    assert (record.key, record.value, record.headers) == (b"e1", b"body", row.envelope.headers())
    assert record.timestamp.utcoffset() is not None


async def test_equal_keys_share_a_number_in_all_topics(bus: Bus) -> None:
    one, two = f"{bus.prefix}a.events", f"{bus.prefix}b.events"
    await bus.create(one, two)
    notes = Notes(one, two, group=f"{bus.prefix}g")
    await bus.join(notes)

    await publish(bus, [said(topic, key, "") for key in KEYS for topic in (one, two)])

    await eventually(lambda: len(notes.heard) == 2 * len(KEYS))
    where = {(record.key, record.partition) for record in notes.heard}
    assert where == {(key.encode(), partition_of(key, PARTITIONS)) for key in KEYS}


async def test_broken_headers_and_missing_values_reach_the_hearer(bus: Bus, topic: str) -> None:
    notes = Notes(topic, group=f"{bus.prefix}g")
    await bus.join(notes)

    await bus.write((topic, 1), b"k", b"v", (("ce_type", b"\xff\xfe"), ("reply_to", b"x"), ("none", None)))
    await bus.write((topic, 1), b"k", None, ())
    await bus.write((topic, 1), None, b"v", ())

    await eventually(lambda: len(notes.heard) == 3)
    broken, empty, keyless = notes.heard
    assert broken.headers == (("ce_type", b"\xff\xfe"), ("reply_to", b"x"), ("none", None))
    assert (empty.key, empty.value, empty.headers) == (b"k", None, ())
    assert keyless.key is None


async def test_seeking_back_brings_the_records_again(bus: Bus, topic: str) -> None:
    notes = Notes(topic, group=f"{bus.prefix}g")
    await bus.join(notes)
    await publish(bus, [said(topic, "e1", str(n)) for n in range(3)])
    await eventually(lambda: len(notes.delivered) == 3)

    notes.consumer.seek((topic, partition_of("e1", PARTITIONS)), 1)

    await eventually(lambda: [r.value for r in notes.delivered] == [b"0", b"1", b"2", b"1", b"2"])


async def test_bounds_are_the_first_offset_and_the_next(bus: Bus, topic: str) -> None:
    notes = Notes(topic, group=f"{bus.prefix}g")
    await bus.join(notes)
    place, other = (topic, partition_of("e1", PARTITIONS)), (topic, (partition_of("e1", PARTITIONS) + 1) % PARTITIONS)

    await publish(bus, [said(topic, "e1", str(n)) for n in range(3)])

    assert await notes.consumer.bounds([place, other]) == {place: (0, 3), other: (0, 0)}


async def test_a_full_hearer_hears_nothing_until_it_is_full_no_more(bus: Bus, topic: str) -> None:
    full, other = Notes(topic, group=f"{bus.prefix}full"), Notes(topic, group=f"{bus.prefix}other")
    full.full = True
    await bus.join(full)
    await bus.join(other)

    await publish(bus, [said(topic, key, "x") for key in KEYS])
    await eventually(lambda: len(other.heard) == len(KEYS) and full.owned)
    assert full.delivered == []

    full.full = False
    await eventually(lambda: len(full.heard) == len(KEYS))


async def test_who_hears_a_missing_topic_may_not_begin(bus: Bus) -> None:
    with pytest.raises(WrongTopic, match="does not exist"):
        await bus.join(Notes(f"{bus.prefix}nobody.made.it", group=f"{bus.prefix}g"))
