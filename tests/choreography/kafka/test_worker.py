"""The application that `faststream run` runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from choreography.kafka.broker import worker
from ops.stack import Addresses
from tests.contract.buses import OnKafka
from tests.contract.notes import Notes, said
from tests.eventually import eventually

pytestmark = pytest.mark.real


async def test_what_the_hearers_need_is_open_from_before_the_first_batch_until_after_the_last(stack: Addresses) -> None:
    bus, steps = OnKafka(stack.kafka), list[str]()
    await bus.create(topic := f"{bus.prefix}events")
    notes = Notes(topic, group=f"{bus.prefix}g")

    @asynccontextmanager
    async def opening() -> AsyncIterator[list[Notes]]:
        steps.append("open")
        yield [notes]
        steps.append(f"close, owning {len(notes.owned)}, having heard {len(notes.heard)}")

    app = worker(bus.settings, opening)
    running = asyncio.create_task(app.run())
    await bus.producer.publish([said(topic, "e1", "x")], lambda row: None)
    await eventually(lambda: notes.heard)
    app.exit()
    await running

    assert steps == ["open", "close, owning 0, having heard 1"]
    await bus.close()
