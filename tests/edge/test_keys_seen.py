"""One contract for the memory of idempotency keys in this process and in Redis; and what Redis tells of sessions."""

import uuid
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from edge.asking.keys_seen import KeysSeen, MemoryKeysSeen
from edge.asking.redis_keys_seen import RedisKeysSeen
from edge.auth.redis_ended import RedisEnded
from edge.auth.revocations import Revocations
from edge.redis_together import RedisTogether
from ops.stack import Addresses
from tests.eventually import eventually


@pytest.fixture
async def redis(stack: Addresses) -> AsyncIterator[Redis]:
    async with Redis.from_url(stack.redis) as redis:
        yield redis


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
def seen(request: pytest.FixtureRequest) -> KeysSeen:
    return (
        MemoryKeysSeen()
        if request.param == "memory"
        else RedisKeysSeen(RedisTogether(request.getfixturevalue("redis")), 60)
    )


async def test_a_key_is_the_same_for_the_same_body_alone(seen: KeysSeen) -> None:
    key = uuid.uuid4().hex
    assert [await seen.first(key, of) for of in ("a", "a", "b", "a")] == [b"", b"", None, b""]


async def test_what_was_said_first_under_a_key_is_said_again(seen: KeysSeen) -> None:
    key = uuid.uuid4().hex
    assert [await seen.first(key, "a", body) for body in (b"1\n", b"2")] == [b"1\n", b"1\n"]


@pytest.mark.real
async def test_without_redis_nobody_can_say_and_the_services_decide() -> None:
    async with Redis(host="127.0.0.1", port=9) as redis:
        assert await RedisKeysSeen(RedisTogether(redis), 60).first("k", "a", b"1") == b"1"


@pytest.mark.real
async def test_what_one_process_hears_the_others_learn_from_redis(redis: Redis) -> None:
    here, there, sid = Revocations(RedisEnded(redis)), Revocations(RedisEnded(redis)), uuid.uuid4().hex
    here.hear("revoked", sid.encode(), ())

    async def learnt() -> bool:
        await there.look()
        return sid in there

    assert sid in here and await eventually(learnt, within=1)
