"""One contract for the bucket in memory and the one in Redis."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from choreography.ports import Unreachable
from edge.board import Board, MemoryBoard
from edge.limits.bucket import Buckets, MemoryBuckets
from edge.limits.redis_bucket import RedisBuckets
from edge.limits.rules import Limit, changed
from edge.real import redis_at
from edge.redis_board import RedisBoard
from edge.redis_together import RedisTogether
from edge.settings import EdgeSettings
from tests.eventually import eventually


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
async def both(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Buckets, Board]]:
    if request.param == "memory":
        board = MemoryBoard()
        yield MemoryBuckets(board), board
        return
    async with redis_at(request.getfixturevalue("stack").redis, EdgeSettings()) as redis:
        together = RedisTogether(redis)
        yield RedisBuckets(together), RedisBoard(together)


@pytest.fixture
def buckets(both: tuple[Buckets, Board]) -> Buckets:
    return both[0]


@pytest.fixture
def board(both: tuple[Buckets, Board]) -> Board:
    return both[1]


@pytest.fixture
def name() -> str:
    return uuid.uuid4().hex


async def test_a_burst_is_let_through_and_no_more(buckets: Buckets, name: str) -> None:
    taken = [await buckets.take(Limit(name, 3, 0.01), "ann") for _ in range(5)]
    assert [one.ok for one in taken] == [True, True, True, False, False]
    assert [one.left for one in taken] == [2, 1, 0, 0, 0]
    assert 0 < taken[-1].wait <= 100 and taken[-1].wait <= taken[-1].full <= 300


async def test_a_look_takes_nothing_and_says_whether_there_is_one(buckets: Buckets, name: str) -> None:
    looks = [await buckets.take(Limit(name, 1, 0.01), "ann", 0) for _ in range(3)]
    assert all(one.ok and one.left == 1 for one in looks)
    await buckets.take(Limit(name, 1, 0.01), "ann")
    assert not (await buckets.take(Limit(name, 1, 0.01), "ann", 0)).ok


async def test_many_at_once_share_one_bucket(buckets: Buckets, name: str) -> None:
    taken = await asyncio.gather(*(buckets.take(Limit(name, 20, 0.01), "ann") for _ in range(200)))
    assert sum(one.ok for one in taken) == 20


async def test_tokens_come_back_with_time(buckets: Buckets, name: str) -> None:
    assert (await buckets.take(Limit(name, 1, 20), "ann")).ok
    assert not (await buckets.take(Limit(name, 1, 20), "ann")).ok
    assert (await eventually(lambda: taken(buckets, name), within=1)) is True


async def test_each_name_has_its_own(buckets: Buckets, name: str) -> None:
    assert (await buckets.take(Limit(name, 1, 0.01), "ann")).ok and (await buckets.take(Limit(name, 1, 0.01), "ben")).ok


async def test_what_operators_say_is_in_force_at_once_and_until_it_is_over(
    buckets: Buckets, board: Board, name: str
) -> None:
    limit = Limit(name, 5, 0.01)
    assert (await buckets.take(limit, "ann")).left == 4
    await board.write(limit.key, changed(2, 0.02), 60)
    lowered = [await buckets.take(limit, "ann") for _ in range(3)]
    assert [(one.ok, one.left, one.burst, one.rate) for one in lowered] == [
        (True, 1, 2, 0.02), (True, 0, 2, 0.02), (False, 0, 2, 0.02),
    ]  # fmt: skip
    await board.wipe(limit.key)
    assert (await buckets.take(limit, "ben")).left == 4


@pytest.mark.parametrize("said", ["", "many", "0 1", "5 0", "5 -1", "5 1 1", "-3 2", "5 nan", "5 inf"])
async def test_what_cannot_be_a_limit_changes_none(buckets: Buckets, board: Board, name: str, said: str) -> None:
    limit = Limit(name, 3, 0.01)
    await board.write(limit.key, said, 60)
    assert (await buckets.take(limit, "ann")).burst == 3


async def test_what_the_board_says_lasts_as_long_as_was_said(board: Board, name: str) -> None:
    await board.write(name, "here", 0.05)
    assert await board.read(name) == "here"

    async def gone() -> bool:
        return await board.read(name) == ""

    assert await eventually(gone, within=1)


async def taken(buckets: Buckets, name: str) -> bool:
    return (await buckets.take(Limit(name, 1, 20), "ann")).ok


@pytest.mark.real
async def test_a_redis_that_is_not_there_is_unreachable() -> None:
    async with Redis(host="127.0.0.1", port=9) as redis:
        with pytest.raises(Unreachable):
            await RedisBuckets(RedisTogether(redis)).take(Limit("a", 1, 1), "ann")
