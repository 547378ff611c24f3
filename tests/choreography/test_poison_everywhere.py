"""Whatever a service hears, on each of its topics: what is no such message is dead, and what comes behind it is not."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from choreography.envelope import Envelope
from choreography.lane import Lane
from choreography.memory.books import Books
from choreography.memory.bus import MemoryBus, loop_clock
from choreography.memory.loop import run
from choreography.memory.nats import MemoryNats
from choreography.memory.store import MemoryStore
from choreography.service import Service
from contracts.base import MESSAGES, Message
from contracts.topics import topics
from ops import registry
from tests.choreography.playing import until
from tests.choreography.test_ids import shown

LACKING = ("ce_id", "ce_source", "ce_subject", "ce_time")


@dataclass(frozen=True)
class Said:
    """`why` its dead letter says it is none; empty if it is sound. Its `headers` are in the place of its own."""

    message: Message
    topic: str
    why: str = ""
    body: bytes | None = None
    headers: tuple[tuple[str, bytes | None], ...] = ()
    key: str = ""

    def into(self, bus: MemoryBus, id_: str) -> None:
        own, key = self.message, self.key or self.message.key
        envelope = Envelope(id_, type(own).__name__, "test", loop_clock(), self.topic, key, own.subject, id_)
        body = own.model_dump_json().encode() if self.body is None else self.body
        bus.write((self.topic, 0), key.encode(), body, tuple((dict(envelope.headers()) | dict(self.headers)).items()))


def spoilt(sound: Message, topic: str) -> Iterator[Said]:
    """Garbage, another thing, a version that is none, each header missing, and the key of something else."""
    name = type(sound).__name__
    yield Said(sound, topic, f"{name}: : Invalid JSON", body=b"\xff\x00{")
    yield Said(sound, topic, f"{name}: : Input should be an object", body=b"[]")
    yield Said(sound, topic, "headers: ValueError", headers=(("ce_version", b"newest"),))
    yield from (Said(sound, topic, f"headers: KeyError('{one}')", headers=((one, None),)) for one in LACKING)
    if sound.TOPIC:
        yield Said(sound, topic, f"{name}: said under another key", key="another")


def all_of(service: Service) -> Iterator[Said]:
    """Of all that it hears, by topic, each spoilt and then sound; Refused may lie on any."""
    for topic in service.topics:
        for kind in (found for name in MESSAGES if (found := service.heard(name)) and found.TOPIC in (topic, "")):
            yield from spoilt(sound := shown(kind), topic)
            yield Said(sound, topic)


async def heard(service: Service, all_: list[Said]) -> Books:
    """Once everything is read. Nothing is published, or done."""
    bus, books = MemoryBus(1), Books(loop_clock)
    bus.create(spec.name for spec in topics())
    lane = Lane(service, MemoryStore(loop_clock, books=books), bus.producer(), MemoryNats())
    bus.join(lane)
    life = asyncio.create_task(lane.run())
    await until(lambda: lane.epochs)
    for number, one in enumerate(all_):
        one.into(bus, f"m{number}")
    await until(lambda: all(lane.next[0][topic] == bus.log.bounds((topic, 0))[1] for topic in service.topics))
    life.cancel()
    await bus.stop()
    return books


@pytest.mark.parametrize("name", registry.NAMES)
def test_whatever_is_no_message_is_dead_with_its_reason_and_its_partition_moves_on(name: str) -> None:
    service = registry.service(name)
    all_ = list(all_of(service))
    waiting = run(1, heard(service, all_)).waiting.values()
    whys = {one.why for one in all_ if one.why}
    died = [(why, one.blocks) for one in waiting for why in whys if one.error.startswith(why)]
    assert Counter(died) == Counter((one.why, False) for one in all_ if one.why)
