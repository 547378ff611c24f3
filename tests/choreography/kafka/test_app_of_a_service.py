"""What `faststream run handlers.bookings:app` runs, on a store in memory: a published record reaches its step."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from faststream.kafka import KafkaBroker, TestKafkaBroker

from choreography.envelope import Envelope, type_of
from choreography.lane import Lane
from choreography.memory.bus import MemoryBus
from choreography.memory.nats import MemoryNats
from choreography.memory.store import MemoryStore
from choreography.service import Service
from choreography.tasks import background
from contracts.base import Message
from contracts.topics import topics
from handlers.bookings.rows import Booking
from tests.eventually import eventually
from tests.handlers.bookings.saying import published, request
from tests.lines import lines_as_before


class Around:
    """What the app finds in place of the servers; the memory bus gives its lane the one partition."""

    def __init__(self) -> None:
        self.bus, self.store = MemoryBus(1), MemoryStore()
        self.bus.create(spec.name for spec in topics())

    @asynccontextmanager
    async def lanes(self, services: Sequence[Service], *_: object) -> AsyncIterator[list[Lane]]:
        self.lane = Lane(services[0], self.store, self.bus.producer(), MemoryNats())
        async with background(self.lane.run()):
            yield [self.lane]

    def said(self) -> list[str]:
        return [type_of(record.headers) for record in self.bus.log.read(("bookings.events", 0), 0, 10)]

    def bookings(self) -> list[Booking]:
        return list(self.store.books.rows.get(Booking, {}).values())


@pytest.fixture
async def around(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Around]:
    around = Around()
    monkeypatch.setattr("choreography.worker.open_lanes", around.lanes)
    monkeypatch.setenv("BOXOFFICE_KAFKA_COMMIT", "1e9")
    with lines_as_before():
        yield around
    await around.bus.stop()


async def publish(broker: KafkaBroker, message: Message) -> None:
    name, now = type(message).__name__, datetime.now(UTC)
    said = Envelope(f"{name}-1", name, "test", now, message.TOPIC, message.key, message.subject, f"{name}-1")
    headers = {header: value.decode() for header, value in said.headers()}
    await broker.publish(message.model_dump_json().encode(), said.topic, key=said.key.encode(), headers=headers)


async def test_a_published_request_opens_a_booking(around: Around) -> None:
    from handlers.bookings import app  # noqa: PLC0415 it is built when it is asked for

    async with app.lifespan_context(), TestKafkaBroker(app.broker) as broker:
        around.bus.join(around.lane)
        await eventually(lambda: around.lane.unready == "")
        now = datetime.now(UTC)
        await publish(broker, published(sale_opens=now, sale_closes=now + timedelta(days=1)))
        await publish(broker, request())
        await eventually(lambda: around.said() == ["BookingRequested"])
    (booking,) = around.bookings()
    assert (booking.booking_id, booking.state) == ("e1-b1", "requested")
