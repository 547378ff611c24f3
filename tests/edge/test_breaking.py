"""What is away is not asked by each request, and is asked again once a probe was answered."""

from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from redis.asyncio import Redis

from choreography.breaker import Breaker
from choreography.ports import Denied, Unreachable
from edge.asking.waiting import Waiting
from edge.breaking import FAILURES, Resets, breaker, through
from edge.door.metrics import Metrics
from edge.live.metrics import LiveMetrics
from edge.locks import RedisLocks
from edge.redis_together import RedisTogether


class Away:
    """Redis, of which the connection fails until it is back."""

    def __init__(self) -> None:
        self.asked, self.back = 0, False

    @asynccontextmanager
    async def pipeline(self, transaction: bool) -> Any:
        self.asked += 1
        if not self.back:
            raise ConnectionError
        yield self

    def execute_command(self, *command: object, **more: object) -> None: ...

    async def execute(self, raise_on_error: bool) -> list[bytes]:
        return [b"pong"]


async def fails(redis: RedisTogether, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Unreachable):
            await redis.call("PING")


async def test_redis_that_is_away_is_asked_five_times_and_then_no_more() -> None:
    away = Away()
    together = RedisTogether(cast("Redis", away))
    await fails(together, FAILURES + 3)
    assert away.asked == FAILURES and together.breaker.state == "open"


async def test_a_lock_is_not_asked_for_either_and_the_work_is_everybodys() -> None:
    away = Away()
    together = RedisTogether(cast("Redis", away))
    await fails(together, FAILURES)
    async with Redis.from_url("redis://127.0.0.1:1") as redis:
        locks = RedisLocks(redis, together.breaker)
        async with locks.over("page") as ours:
            assert ours and not await locks.taken("page")
    assert together.breaker.failed == FAILURES


async def test_it_is_asked_again_once_a_probe_was_answered() -> None:
    away = Away()
    together = RedisTogether(cast("Redis", away))
    await fails(together, FAILURES)
    away.back, together.breaker.wait = True, 0
    assert [await together.call("PING") for _ in range(3)] == [b"pong"] * 3
    assert together.breaker.state == "closed"


async def test_what_it_refuses_to_do_it_has_answered() -> None:
    one = breaker("postgresql")
    for _ in range(FAILURES + 1):
        with pytest.raises(Denied), through(one):
            raise Denied("no such table")
    assert one.state == "closed"


async def test_who_did_not_wait_for_the_probe_leaves_it_to_the_next() -> None:
    one = Breaker("postgresql", 1, 0)
    with pytest.raises(Unreachable), through(one):
        raise Unreachable("away")
    with pytest.raises(KeyError), through(one):
        raise KeyError
    assert one.allows()


async def test_its_state_is_a_metric() -> None:
    one = Breaker("redis", 1, 60)
    metrics = Metrics(LiveMetrics(), lambda: 0, {}, Waiting(), [one])
    assert 'edge_breaker_open{dependency="redis"} 0.0' in metrics.text().decode()
    one.did_fail()
    assert 'edge_breaker_open{dependency="redis"} 1.0' in metrics.text().decode()


async def test_an_operators_word_has_it_asked_again_at_once_and_no_other() -> None:
    away = Away()
    together, replica = RedisTogether(cast("Redis", away)), breaker("replica")
    await fails(together, FAILURES)
    for _ in range(FAILURES):
        replica.did_fail()
    away.back = True
    Resets([together.breaker, replica]).hear("breakers.edge.redis", b"{}", None)
    assert await together.call("PING") == b"pong"
    assert (together.breaker.state, replica.state) == ("closed", "open")
