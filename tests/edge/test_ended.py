"""One contract for what edges tell one another of ended sessions, in this process and over Redis."""

import time
import uuid
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from choreography.ports import Unreachable
from edge.auth.ended import Ended, MemoryEnded
from edge.auth.redis_ended import RedisEnded

NOW = time.time() + 3_600
"""Redis forgets what is past: this is not, however long the suite takes."""


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
def url(request: pytest.FixtureRequest) -> str:
    """Empty for memory."""
    return "" if request.param == "memory" else str(request.getfixturevalue("stack").redis)


@pytest.fixture
async def ended(url: str) -> AsyncIterator[Ended]:
    if not url:
        yield MemoryEnded()
        return
    async with Redis.from_url(url) as redis:
        yield RedisEnded(redis)


@pytest.fixture
def sid() -> str:
    return uuid.uuid4().hex


async def test_what_is_over_is_told_for_as_long_as_it_matters(ended: Ended, sid: str) -> None:
    await ended.add(sid, NOW + 100)
    assert (sid, NOW + 100) in await ended.after(NOW + 100)
    assert sid not in dict(await ended.after(NOW + 101))


async def test_said_twice_it_is_told_once_until_the_later_time(ended: Ended, sid: str) -> None:
    await ended.add(sid, NOW + 100)
    await ended.add(sid, NOW + 200)
    assert [until for one, until in await ended.after(NOW) if one == sid] == [NOW + 200]


async def test_what_matters_no_more_is_forgotten(ended: Ended, sid: str) -> None:
    await ended.add(sid, NOW - 900)
    await ended.add(later := f"{sid}-2", NOW + 100)
    await ended.forget(NOW - 900)
    assert sid not in (there := dict(await ended.after(0))) and later in there


@pytest.mark.real
async def test_a_redis_that_is_not_there_is_unreachable() -> None:
    async with Redis(host="127.0.0.1", port=9) as redis:
        with pytest.raises(Unreachable):
            await RedisEnded(redis).after(0)
