"""What is done with the feeds by the clock, in memory and in PostgreSQL."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from choreography.ports import Conflict
from choreography.postgres.store import PostgresStore
from choreography.row import Row
from handlers.realtime.jobs import forget_old, say_heads
from handlers.realtime.kept import kept
from handlers.realtime.rows import EVENT, QUEUE, Feed
from tests.contract.planting import memory_stores, plant, postgres_stores, provided
from tests.memory_or import memory_or

NAMES = ("realtime", "views", "users")


@pytest.fixture(scope="session")
def feeds_dsn(request: pytest.FixtureRequest) -> str:
    return provided(request.getfixturevalue("stack").postgres, "feeds", NAMES)


dsn = memory_or("feeds_dsn")


class Feeds:
    """`place` is what a job is handed."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.place = store.pool if isinstance(store, PostgresStore) else store.books

    async def given(self, *rows: Row) -> None:
        await plant(self.store, *rows)


@pytest.fixture
async def feeds(dsn: str) -> AsyncIterator[Feeds]:
    if not dsn:
        yield Feeds(memory_stores(["realtime"])["realtime"])
        return
    async with postgres_stores(dsn, ["realtime"]) as stores:
        yield Feeds(stores["realtime"])


def said(n: int, ago: float, channel: str = EVENT) -> Feed:
    """So many seconds ago."""
    return Feed("e", channel, f"{n:012d}.m", n, "{}", datetime.now(UTC) - timedelta(seconds=ago))


async def test_the_heads_are_those_of_the_channels_that_changed_just_now(feeds: Feeds) -> None:
    await feeds.given(said(2, 1), said(3, 50), said(1, 80), said(7, 2, "e-b"), said(4, 70, "e-old"))
    assert await kept(feeds.place).changed() == [("event:e", 3), ("booking:e-b", 7)]


async def test_in_a_rush_whole_events_are_told_first_and_then_the_newest(feeds: Feeds) -> None:
    bookings = [said(n, ago, f"e-{n}") for n, ago in ((1, 9), (2, 3), (3, 6), (4, 50))]
    await feeds.given(*bookings, said(5, 55), said(6, 40, QUEUE), said(9, 1, "e-4"))
    whole, newest = [("queue:e", 6), ("event:e", 5)], [("booking:e-4", 9), ("booking:e-2", 2), ("booking:e-3", 3)]
    assert await kept(feeds.place).changed(most=4) == whole + newest[:2]
    await feeds.given(said(7, 2), said(8, 4))
    assert await kept(feeds.place).changed(most=3) == [("event:e", 8), *whole[:1], newest[0]]


async def test_heads_are_told_in_words_of_at_most_five_hundred(feeds: Feeds) -> None:
    await feeds.given(*(said(1, 1 + n / 100, f"e-{n:03d}") for n in range(501)))
    told: list[list[dict[str, Any]]] = []

    async def tell(subject: str, body: bytes) -> None:
        told.append(json.loads(body))

    await say_heads(feeds.place, tell)
    assert [len(heads) for heads in told] == [500, 1] and told[1] == [{"channel": "booking:e-500", "n": 1}]


async def test_what_is_older_than_ten_minutes_is_forgotten(feeds: Feeds) -> None:
    async def tell(subject: str, body: bytes) -> None:
        raise AssertionError("nothing is to be told")

    await feeds.given(said(1, 700, "e-b"), said(2, 500), said(3, 30))
    await forget_old(feeds.place, tell)
    await forget_old(feeds.place, tell)
    await feeds.given(said(1, 700, "e-b"))
    assert await kept(feeds.place).changed() == [("event:e", 3)]
    with pytest.raises(Conflict):
        await feeds.given(said(2, 500))
