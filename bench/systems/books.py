"""The mesh's own books: is everything done, and do the services agree?"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from bench.systems.sql import Connection, counted, swept
from ops import registry

PATIENCE = 900.0
LEFT = """exists (select from {0}.outbox) or exists (select from {0}.effect)
    or exists (select from {0}.waiting where reason in ('self', 'early', 'next') and due <= now())"""
"""Something is still to be said, to be done outside, or to be handled."""
OPEN = " or ".join(LEFT.format(name) for name in registry.NAMES)
HANDLED = " union all ".join(
    f"select topic, partition, handled from {name}.lane, jsonb_each_text(next) as n(topic, handled)"  # noqa: S608
    for name in registry.NAMES
)
COUNTS = {
    "bookings confirmed": "select count(*) from bookings.booking where event_id = any($1) and state = 'confirmed'",
    "holds sold": "select count(*) from inventory.hold where event_id = any($1) and state = 'sold'",
    "stock sold": "select coalesce(sum(sold), 0)::bigint from inventory.stock where event_id = any($1)",
    "seats and places sold": """select (select count(*) from inventory.seat where event_id = any($1) and owner <> '')
        + (select coalesce(sum(sold), 0)::bigint from inventory.ticket_stock where event_id = any($1))""",
    "tickets shown": """select coalesce(sum(jsonb_array_length(codes)), 0)::bigint from views.booking_view
        where event_id = any($1) and state = 'confirmed'""",
}
"""One ticket a booking: after a load each has grown by what was sold."""


class Books:
    """Asks PostgreSQL as an administrator, and Kafka how far its topics go."""

    def __init__(self, admin: Connection, kafka: AIOKafkaConsumer) -> None:
        self.admin, self.kafka = admin, kafka

    async def counted(self, events: list[str]) -> dict[str, int]:
        return await counted(self.admin, COUNTS, events)

    async def swept(self) -> None:
        await swept(self.admin)

    async def settled(self) -> None:
        """Every service has handled all that was said, and said all that it had to say. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while not await self._done():  # noqa: ASYNC110 servers raise no event here
                await asyncio.sleep(0.05)

    async def _done(self) -> bool:
        if await self.admin.fetchval(f"select {OPEN}"):
            return False
        handled = [(row["topic"], row["partition"], int(row["handled"])) for row in await self.admin.fetch(HANDLED)]
        ends = await self.kafka.end_offsets([TopicPartition(topic, partition) for topic, partition, _ in handled])
        return all(ends[TopicPartition(topic, partition)] <= n for topic, partition, n in handled)


@asynccontextmanager
async def books(postgres: str, kafka: str) -> AsyncIterator[Books]:
    admin, consumer = await asyncpg.connect(postgres), AIOKafkaConsumer(bootstrap_servers=kafka)
    await consumer.start()
    try:
        yield Books(admin, consumer)
    finally:
        await consumer.stop()
        await admin.close()
