"""Several processes that find no page: with a lock one of them reads it, without it each does; all show the same."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from redis.asyncio import Redis

from edge.caching.between import WAITS, RedisBetween
from edge.locks import Locks, NoLocks, RedisLocks
from edge.reading.asked_once import asked_once
from edge.redis_keys import LOCK
from edge.redis_together import RedisTogether
from ops.stack import Addresses

pytestmark = pytest.mark.real
PROCESSES, BOUND = 8, 5.0


@pytest.fixture
async def redis(stack: Addresses) -> AsyncIterator[Redis]:
    async with Redis.from_url(stack.redis) as redis:
        await redis.flushall()
        yield redis


@dataclass
class Page:
    """Read when so many have come to read it."""

    gate: asyncio.Barrier
    readings: int = 0

    async def read(self) -> bytes:
        self.readings += 1
        await self.gate.wait()
        return b"page"


async def filled(redis: Redis, locks: Locks, readers: int) -> int:
    """How often a page was read for all processes, which find none before so many have come to read it."""
    page = Page(asyncio.Barrier(readers))
    several = [RedisBetween(RedisTogether(redis), locks) for _ in range(PROCESSES)]
    found = await asyncio.gather(*(one.get("event/e", BOUND, page.read) for one in several))
    assert {one.body for one in found} == {b"page"} and all(one.age < BOUND for one in found)
    return page.readings


async def test_with_the_lock_a_page_is_read_once_for_all(redis: Redis) -> None:
    assert await filled(redis, RedisLocks(redis), readers=1) == 1


async def test_without_it_each_reads_and_nothing_else_changes(redis: Redis) -> None:
    assert await filled(redis, NoLocks(), readers=PROCESSES) == PROCESSES


async def test_a_lock_is_let_go_by_its_owner_alone(redis: Redis) -> None:
    async with RedisLocks(redis).over("event/e") as ours:
        assert ours and await RedisLocks(redis).taken("event/e")
        await redis.set(f"{LOCK}event/e", "another's", px=1000)
    assert await redis.get(f"{LOCK}event/e") == b"another's"


async def test_what_is_not_there_is_waited_for_by_nobody(redis: Redis) -> None:
    async def nothing() -> None:
        return None

    several = [RedisBetween(RedisTogether(redis), RedisLocks(redis)) for _ in range(PROCESSES)]
    async with asyncio.timeout(WAITS):
        found = await asyncio.gather(*(one.get("event/e", BOUND, nothing) for one in several))
    assert [one.body for one in found] == [None] * PROCESSES


async def test_what_another_has_read_is_as_old_as_it_is(redis: Redis) -> None:
    one = RedisBetween(RedisTogether(redis), NoLocks())
    await redis.set("page:event/e", b"old", px=1000)
    found = await one.get("event/e", BOUND, Page(asyncio.Barrier(1)).read)
    assert found.body == b"old" and 4 <= found.age <= BOUND


async def test_without_redis_a_page_is_read_by_whoever_asks() -> None:
    async with Redis.from_url("redis://127.0.0.1:1") as away:
        one = RedisBetween(RedisTogether(away), RedisLocks(away))
        assert (await one.get("event/e", BOUND, Page(asyncio.Barrier(1)).read)).body == b"page"


async def test_how_far_the_views_are_behind_is_asked_by_one_for_all(redis: Redis) -> None:
    asked = 0

    async def ask() -> float:
        nonlocal asked
        asked += 1
        return 4.5

    edges = [asked_once(ask, RedisBetween(RedisTogether(redis), RedisLocks(redis))) for _ in range(PROCESSES)]
    assert await asyncio.gather(*(edge() for edge in edges)) == [4.5] * PROCESSES
    assert asked == 1


async def test_who_cannot_ask_how_far_they_are_behind_leaves_it_to_the_next(redis: Redis) -> None:
    async def away() -> float:
        raise OSError

    async def there() -> float:
        return 0.0

    between = RedisBetween(RedisTogether(redis), RedisLocks(redis))
    with pytest.raises(OSError):
        await asked_once(away, between)()
    assert await asked_once(there, between)() == 0.0
