"""One contract for the memory of accepted joins in this process and in Redis."""

import uuid
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from edge.asking.joins import Joins, MemoryJoins
from edge.asking.redis_joins import RedisJoins
from edge.redis_together import RedisTogether
from ops.stack import Addresses


@pytest.fixture
async def redis(stack: Addresses) -> AsyncIterator[Redis]:
    async with Redis.from_url(stack.redis) as redis:
        yield redis


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
def joins(request: pytest.FixtureRequest) -> Joins:
    if request.param == "memory":
        return MemoryJoins()
    return RedisJoins(RedisTogether(request.getfixturevalue("redis")), 60)


async def test_who_joined_is_known_however_often_and_nobody_else(joins: Joins) -> None:
    place = uuid.uuid4().hex
    assert not await joins.noted(place)
    for _ in range(2):
        await joins.note(place)
        assert await joins.noted(place) and not await joins.noted(f"{place}0")


async def test_a_join_is_forgotten_in_time_and_where_there_are_too_many() -> None:
    over, few = MemoryJoins(remembered=-1), MemoryJoins(most=1)
    await over.note("a")
    assert not await over.noted("a")
    await few.note("a")
    await few.note("b")
    assert await few.noted("b") and not await few.noted("a")


@pytest.mark.real
async def test_what_one_process_noted_another_knows(redis: Redis) -> None:
    place, here, there = uuid.uuid4().hex, RedisJoins(RedisTogether(redis), 60), RedisJoins(RedisTogether(redis), 60)
    await here.note(place)
    assert await there.noted(place)


@pytest.mark.real
async def test_without_redis_each_process_knows_its_own() -> None:
    async with Redis(host="127.0.0.1", port=9) as redis:
        here, there = RedisJoins(RedisTogether(redis), 60), RedisJoins(RedisTogether(redis), 60)
        await here.note("a")
        assert await here.noted("a") and not await there.noted("a")
