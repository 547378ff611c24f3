"""Who shares a producer: nobody waits in line for one that is there, nor throws away another's."""

import asyncio
from typing import Any, cast

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from choreography.kafka import connection as module
from choreography.kafka.connection import Connection
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.ports import Unreachable
from tests.choreography.test_envelope import SAID


class Fails:
    """A producer whose records all fail, each when it is let."""

    def __init__(self) -> None:
        self.sent: list[asyncio.Event] = []

    async def send_and_wait(self, *args: Any, **more: Any) -> None:
        self.sent.append(asyncio.Event())
        await self.sent[-1].wait()
        raise KafkaError("gone")


class Built(Connection):
    """Its producers are made by hand, after a turn of the loop."""

    def __init__(self) -> None:
        super().__init__(KafkaSettings())
        self.made: list[Fails] = []

    async def _build(self) -> AIOKafkaProducer:
        await asyncio.sleep(0)
        self.made.append(Fails())
        return cast("AIOKafkaProducer", self.made[-1])


class AwayAtFirst(Built):
    tried = 0

    async def _build(self) -> AIOKafkaProducer:
        self.tried += 1
        if self.tried == 1:
            raise Unreachable("no producer")
        return await super()._build()


async def test_many_who_came_while_it_was_built_have_it_at_once() -> None:
    connection = Built()
    waiting = [asyncio.create_task(connection.ready()) for _ in range(1_000)]
    for _ in range(4):
        await asyncio.sleep(0)
    late = asyncio.create_task(connection.ready())
    await asyncio.sleep(0)
    assert late.done() and len(connection.made) == 1
    await asyncio.gather(*waiting)


async def test_a_producer_prepared_before_is_there_for_the_first_who_publishes() -> None:
    sender = KafkaProducer(KafkaSettings())
    sender.connection = connection = Built()
    await asyncio.gather(sender.prepare(), sender.prepare())
    first = asyncio.create_task(connection.ready())
    await asyncio.sleep(0)
    assert first.done() and len(connection.made) == 1


async def test_a_producer_that_could_not_be_prepared_is_made_for_the_first_who_publishes() -> None:
    sender = KafkaProducer(KafkaSettings())
    sender.connection = connection = AwayAtFirst()
    await sender.prepare()
    assert (await connection.ready()) is cast("Any", connection.made[0])


async def test_who_failed_with_the_one_before_leaves_the_new_one_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    thrown: list[Any] = []

    async def throw_away(producer: Any) -> None:
        thrown.append(producer)

    monkeypatch.setattr(module, "_throw_away", throw_away)
    connection, sender = Built(), KafkaProducer(KafkaSettings())
    sender.connection = connection
    first, second = (asyncio.create_task(sends(sender)) for _ in range(2))
    for _ in range(10):
        await asyncio.sleep(0)
    for sending, may in zip((first, second), connection.made[0].sent, strict=True):
        may.set()
        with pytest.raises(Unreachable):
            await sending
        assert (await connection.ready()) is cast("Any", connection.made[1])
    assert thrown == connection.made[:1]


async def sends(sender: KafkaProducer) -> None:
    await sender.send(SAID, b"{}", 5)
