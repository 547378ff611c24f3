"""What the edge reads, in memory and from PostgreSQL: each runs the same suite."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from edge.reading.pool import Reads
from edge.reading.reading import Reading, from_postgres
from handlers.realtime.rows import EVENT, Feed
from handlers.views.rows import BookingView, EventView
from ops.memory.reading import from_memory
from tests.contract.planting import Stores, memory_stores, plant, postgres_stores, provided
from tests.memory_or import memory_or

NAMES = ("views", "realtime", "users")
ROWS = 3
"""Of a feed, read at once."""
NOW = datetime.now(UTC).replace(microsecond=0)


class Shown:
    """What is planted there is what is read."""

    def __init__(self, stores: Stores, reading: Reading) -> None:
        self.stores, self.reading = stores, reading

    async def views(self, *rows: Any) -> Reading:
        await plant(self.stores["views"], *rows)
        return self.reading

    async def realtime(self, *rows: Any) -> Reading:
        await plant(self.stores["realtime"], *rows)
        return self.reading


@pytest.fixture(scope="session")
def views_dsn(request: pytest.FixtureRequest) -> str:
    return provided(request.getfixturevalue("stack").postgres, "reading", NAMES)


dsn = memory_or("views_dsn")


@pytest.fixture
async def shown(dsn: str) -> AsyncIterator[Shown]:
    if not dsn:
        stores = memory_stores(NAMES)
        yield Shown({**stores}, from_memory({name: store.books for name, store in stores.items()}, ROWS))
        return
    reads = Reads(dsn.replace("boxoffice@", "edge@"), 1, 5)
    await reads.open()
    async with postgres_stores(dsn, NAMES) as real:
        yield Shown({**real}, from_postgres(reads, ROWS))
    await reads.close()


def booking(id_: str, days: float = 0, **fields: Any) -> BookingView:
    """Spoken of so many days after the others."""
    spoken = {"created_at": NOW + timedelta(days=days), "updated_at": NOW + timedelta(days=days)}
    known = {"buyer_id": "ann", "state": "requested", "state_version": 1, **spoken}
    return BookingView(id_.rpartition("-")[0], id_, **{**known, **fields})


def event(id_: str, days: float = 7, **fields: Any) -> EventView:
    """It starts in so many days."""
    times = {"starts_at": NOW + timedelta(days=days), "ends_at": NOW + timedelta(days=days, hours=3)}
    known = {"organiser_id": "olga", "name": f"Opera {id_}", "state": "on_sale", "state_version": 2}
    return EventView(id_, **{**known, **times, **fields})


def said(n: int, channel: str = EVENT, event_id: str = "e") -> Feed:
    return Feed(event_id, channel, f"{n:012d}.m{n}", n, f'{{"n":{n}}}', NOW)
