"""What lies in Redis after some requests is of a family that is named, and will be gone by itself."""

import uuid
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from edge.redis_keys import BRIEF, FAMILIES, OPERATORS
from ops.stack import Addresses
from tests.edge.front import Front
from tests.edge.test_front_queues import joins, queued
from tests.eventually import eventually

pytestmark = pytest.mark.real


@pytest.fixture
async def redis(stack: Addresses) -> AsyncIterator[Redis]:
    async with Redis.from_url(stack.redis, decode_responses=True) as redis:
        yield redis


async def found(redis: Redis) -> dict[str, set[str]]:
    """The keys, by family; of no family under an empty name."""
    keys: dict[str, set[str]] = {}
    async for key in redis.scan_iter():
        keys.setdefault(next((one for one in FAMILIES + OPERATORS + BRIEF if key.startswith(one)), ""), set()).add(key)
    return keys


async def test_every_key_is_of_a_named_family_and_has_a_time_to_live(front: Front, redis: Redis) -> None:
    person = await front.person()
    event = await front.on_sale(await front.person(organiser=True))
    await front.buys(person, event, "stalls-A1", headers={"Idempotency-Key": uuid.uuid4().hex})
    assert (await person.asks("DELETE", "/sessions/current")).status_code == 204
    await front.client.get(f"/events/{event}")
    await joins(await front.person(), await queued(front))
    keys = await eventually(lambda: all_families(redis))
    assert "" not in keys
    for key in {key for family in keys.values() for key in family}:
        assert await redis.ttl(key) != -1, key


async def all_families(redis: Redis) -> dict[str, set[str]] | None:
    keys = await found(redis)
    return keys if keys.keys() >= set(FAMILIES) else None
