"""The mesh's own books: is everything done, and do the services agree?"""

import asyncio
import json

import asyncpg

from choreography.kafka.lag import end_offsets
from ops import registry

PATIENCE = 120.0
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


async def counted(dsn: str, events: list[str]) -> dict[str, int]:
    connection = await asyncpg.connect(dsn)
    try:
        return {name: int(await connection.fetchval(query, events)) for name, query in COUNTS.items()}
    finally:
        await connection.close()


async def settled(dsn: str, kafka: str) -> None:
    """Every service has handled all that was said, and said all that it had to say. Raises TimeoutError."""
    connection = await asyncpg.connect(dsn)
    try:
        async with asyncio.timeout(PATIENCE):
            while not await done(connection, kafka):  # noqa: ASYNC110 servers raise no event here
                await asyncio.sleep(0.1)
    finally:
        await connection.close()


async def done(connection: "asyncpg.Connection[asyncpg.Record]", kafka: str) -> bool:
    for name in registry.NAMES:
        if await connection.fetchval(f"select exists (select from {name}.outbox)"):  # noqa: S608 our own names
            return False
    handled = [found for name in registry.NAMES for found in await lanes(connection, name)]
    ends = await end_offsets(kafka, {topic for topic, _, _ in handled})
    place = {(at.topic, at.partition): end for at, end in ends.items()}
    return all(place.get((topic, partition), 0) <= n for topic, partition, n in handled)


async def lanes(connection: "asyncpg.Connection[asyncpg.Record]", name: str) -> list[tuple[str, int, int]]:
    """Topic, partition, and the offset that comes next."""
    rows = await connection.fetch(f"select partition, next::text from {name}.lane")  # noqa: S608 our own names
    return [(topic, row["partition"], n) for row in rows for topic, n in json.loads(row["next"]).items()]
