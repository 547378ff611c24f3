"""The edge and operators log in at Redis, and try every family of keys; nobody else is let in."""

import pytest
from redis.asyncio import Redis
from redis.exceptions import AuthenticationError, NoPermissionError
from redis.exceptions import ConnectionError as RedisConnectionError

from edge.auth.redis_ended import RedisEnded
from edge.caching.between import RedisBetween
from edge.door.checks import pinged
from edge.limits.redis_bucket import RedisBuckets
from edge.limits.rules import Limit
from edge.locks import RedisLocks
from edge.redis_keys import BRIEF, FAMILIES, OPERATORS
from edge.redis_together import RedisTogether
from ops.credentials.parts import EDGE, OPERATOR, PARTS
from ops.credentials.redis import KEYS
from tests.ops.credentials.conftest import Guarded

pytestmark = pytest.mark.real
EVERY = (*FAMILIES, *OPERATORS, *BRIEF, "another")


@pytest.mark.parametrize("part", [EDGE, OPERATOR])
async def test_a_part_has_the_families_of_keys_that_are_its_own(part: str, guarded: Guarded) -> None:
    reached = set()
    async with Redis.from_url(guarded.redis(part)) as redis:
        for family in EVERY:
            key = f"{family}x" if family.endswith(":") else family
            try:
                assert await redis.get(key) is None and await redis.set(key, "x") and await redis.delete(key)
                reached.add(family)
            except NoPermissionError:
                continue
    assert reached == set(KEYS[part])


@pytest.mark.parametrize("part", [EDGE, OPERATOR])
@pytest.mark.parametrize("command", ["FLUSHALL", "KEYS *", "CONFIG GET *", "ACL LIST", "SCAN 0", "MONITOR", "SHUTDOWN"])
async def test_nobody_looks_around_or_administers(command: str, part: str, guarded: Guarded) -> None:
    async with Redis.from_url(guarded.redis(part)) as redis:
        with pytest.raises(NoPermissionError):
            await redis.execute_command(*command.split())


async def test_the_edge_has_all_that_it_needs(guarded: Guarded) -> None:
    async def read() -> bytes:
        return b"page"

    async with Redis.from_url(guarded.redis(EDGE)) as redis:
        together = RedisTogether(redis)
        assert (await RedisBuckets(together).take(Limit("test", 1, 1.0), "somebody")).ok
        assert (await RedisBetween(together, RedisLocks(redis)).get("x", 5, read)).body == b"page"
        ended = RedisEnded(redis)
        await ended.add("sid", 9_999_999_999)
        assert [sid for sid, _ in await ended.after(0)] == ["sid"]
        await ended.forget(0)
        async with RedisLocks(redis).over("x") as ours:
            assert ours and await RedisLocks(redis).taken("x")
        assert not await RedisLocks(redis).taken("x")
        assert await pinged(redis)


@pytest.mark.parametrize("part", ["", *(part for part in PARTS if part not in KEYS)])
async def test_a_service_and_a_stranger_are_not_let_in(part: str, guarded: Guarded) -> None:
    async with Redis.from_url(guarded.redis(part) if part else guarded.at.redis) as redis:
        with pytest.raises(AuthenticationError):
            await redis.get("another")


async def test_nobody_speaks_in_plain_text(guarded: Guarded) -> None:
    plain = guarded.redis(EDGE).replace("rediss://", "redis://").partition("?")[0]
    async with Redis.from_url(plain) as redis:
        with pytest.raises(RedisConnectionError):
            await redis.get("another")
