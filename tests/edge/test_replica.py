"""When the replica is read from, and when it is not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from choreography.ports import Unreachable
from edge.reading.reading import from_postgres
from edge.reading.replica import REPLAYED, WROTE, Replica
from tests.edge.house import FakeReads

QUERY = "select shown"


class FakePool:
    """Of the replica: by query, what is found or raised."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {QUERY: "replica", REPLAYED: 100}

    @asynccontextmanager
    async def acquire(self, timeout: float) -> "AsyncIterator[FakePool]":
        yield self

    async def fetchval(self, query: str, *args: object) -> Any:
        if isinstance(found := self.found[query], Exception):
            raise found
        return found


class There:
    def __init__(self) -> None:
        self.primary, self.pool = FakeReads(), FakePool()
        self.primary.found |= {QUERY: b"primary", WROTE: b"100"}
        self.replica = Replica("", 1, 1, self.primary, at_most=2)
        self.replica.pool = self.pool  # type: ignore[assignment]

    async def reads(self) -> bytes | None:
        return await self.replica.text(QUERY)

    async def looks(self, wrote: int, replayed: int) -> None:
        self.primary.found[WROTE], self.pool.found[REPLAYED] = b"%d" % wrote, replayed
        await self.replica.look()


async def test_before_the_first_look_the_primary_is_read() -> None:
    assert await There().reads() == b"primary"


async def test_a_replica_that_has_what_the_primary_wrote_is_read() -> None:
    await (there := There()).looks(wrote=100, replayed=100)
    assert await there.reads() == b"replica"


async def test_one_that_has_what_was_written_a_moment_ago_is_young_enough() -> None:
    await (there := There()).looks(wrote=100, replayed=100)
    await there.looks(wrote=200, replayed=150)
    assert await there.reads() == b"replica"


async def test_one_that_is_older_than_the_bound_is_not_read() -> None:
    there = There()
    there.replica.at_most = 0
    await there.looks(wrote=100, replayed=50)
    assert await there.reads() == b"primary"
    await there.looks(wrote=200, replayed=150)
    assert await there.reads() == b"primary"
    await there.looks(wrote=200, replayed=200)
    assert await there.reads() == b"replica"


async def test_what_it_does_not_answer_is_read_from_the_primary_until_a_look_finds_it_again() -> None:
    await (there := There()).looks(wrote=100, replayed=100)
    there.pool.found[QUERY] = OSError("gone")
    assert await there.reads() == b"primary" and not there.replica.good
    there.pool.found[QUERY] = "replica"
    assert await there.reads() == b"primary"
    await there.replica.look()
    assert await there.reads() == b"replica"


async def test_one_statement_that_it_would_not_do_says_nothing_of_the_next() -> None:
    await (there := There()).looks(wrote=100, replayed=100)
    there.pool.found[QUERY] = asyncpg.SerializationError("in the way of the replay")
    assert await there.reads() == b"primary" and there.replica.good


async def test_while_the_primary_is_away_any_replica_is_the_best_there_is() -> None:
    there = There()
    there.primary.found |= {WROTE: Unreachable("away"), QUERY: Unreachable("away")}
    await there.replica.look()
    assert await there.reads() == b"replica"


async def test_without_both_nothing_can_be_read() -> None:
    await (there := There()).looks(wrote=100, replayed=100)
    there.primary.found[QUERY], there.pool.found[QUERY] = Unreachable("away"), OSError("gone")
    with pytest.raises(Unreachable):
        await there.reads()


async def test_who_is_let_in_is_read_from_the_primary_alone() -> None:
    shown, primary = FakeReads(), FakeReads()
    reading = from_postgres(shown, 500, primary)
    await reading.joining.one("e1")
    await reading.joining.mine("e1", "ann")
    await reading.bookings.buyer("e1-b1")
    await reading.people.keys()
    await reading.feeds.after("queue:e1", 0)
    await reading.feeds.newest("e1", "queue")
    assert len(primary.asked) >= 5 and not shown.asked
    await reading.queues.one("e1")
    assert len(shown.asked) == 1
