"""One contract for the bucket in memory and the one in Redis."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from choreography.ports import Unreachable
from edge.limits.bucket import Buckets, MemoryBuckets
from edge.limits.redis_bucket import RedisBuckets
from edge.real import redis_at
from edge.redis_together import RedisTogether
from edge.settings import EdgeSettings
from tests.eventually import eventually


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
async def buckets(request: pytest.FixtureRequest) -> AsyncIterator[Buckets]:
    if request.param == "memory":
        yield MemoryBuckets()
        return
    async with redis_at(request.getfixturevalue("stack").redis, EdgeSettings()) as redis:
        yield RedisBuckets(RedisTogether(redis))


@pytest.fixture
def name() -> str:
    return uuid.uuid4().hex


async def test_a_burst_is_let_through_and_no_more(buckets: Buckets, name: str) -> None:
    taken = [await buckets.take(name, 3, 0.01) for _ in range(5)]
    assert [one.ok for one in taken] == [True, True, True, False, False]
    assert [one.left for one in taken] == [2, 1, 0, 0, 0]
    assert 0 < taken[-1].wait <= 100 and taken[-1].wait <= taken[-1].full <= 300


async def test_a_look_takes_nothing_and_says_whether_there_is_one(buckets: Buckets, name: str) -> None:
    looks = [await buckets.take(name, 1, 0.01, 0) for _ in range(3)]
    assert all(one.ok and one.left == 1 for one in looks)
    await buckets.take(name, 1, 0.01)
    assert not (await buckets.take(name, 1, 0.01, 0)).ok


async def test_many_at_once_share_one_bucket(buckets: Buckets, name: str) -> None:
    taken = await asyncio.gather(*(buckets.take(name, 20, 0.01) for _ in range(200)))
    assert sum(one.ok for one in taken) == 20


async def test_tokens_come_back_with_time(buckets: Buckets, name: str) -> None:
    assert (await buckets.take(name, 1, 20)).ok
    assert not (await buckets.take(name, 1, 20)).ok
    assert (await eventually(lambda: taken(buckets, name), within=1)) is True


async def test_each_name_has_its_own(buckets: Buckets, name: str) -> None:
    assert (await buckets.take(name, 1, 0.01)).ok and (await buckets.take(f"{name}2", 1, 0.01)).ok


async def taken(buckets: Buckets, name: str) -> bool:
    return (await buckets.take(name, 1, 20)).ok


@pytest.mark.real
async def test_a_redis_that_is_not_there_is_unreachable() -> None:
    async with Redis(host="127.0.0.1", port=9) as redis:
        with pytest.raises(Unreachable):
            await RedisBuckets(RedisTogether(redis)).take("a", 1, 1)
