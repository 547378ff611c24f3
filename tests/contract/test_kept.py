"""What a lane keeps of its pool between two statements: on real servers."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from choreography.ports import Unreachable
from choreography.postgres.kept import Kept
from choreography.postgres.pool import connected
from ops.stack import Addresses
from tests.eventually import eventually

pytestmark = pytest.mark.real
WHICH = "select pg_backend_pid() as pid"
CUT = "select pg_terminate_backend($1)"


@pytest.fixture
async def pool(stack: Addresses) -> AsyncIterator["asyncpg.Pool[asyncpg.Record]"]:
    found = await connected(stack.postgres, "public", size=2, timeout=5)
    yield found
    found.terminate()


async def asked(kept: Kept) -> int:
    return int((await kept.fetch(WHICH))[0]["pid"])


async def test_one_connection_answers_all_that_a_lane_asks(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    kept = Kept(pool)
    assert len({await asked(kept) for _ in range(3)}) == 1
    assert (pool.get_size(), pool.get_idle_size()) == (1, 0)


async def test_who_asks_meanwhile_is_answered_on_another(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    kept = Kept(pool)
    first, second = await asyncio.gather(asked(kept), asked(kept))
    assert first != second and await asked(kept) == first


async def test_after_a_failure_it_is_the_pools_again(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    kept = Kept(pool)
    await asked(kept)
    with pytest.raises(asyncpg.DivisionByZeroError):
        await kept.fetch("select 1/0")
    assert pool.get_idle_size() == 1
    assert await asked(kept)


async def test_one_that_was_cut_meanwhile_is_replaced_and_nobody_is_told(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    kept = Kept(pool)
    first = await asked(kept)
    async with pool.acquire() as other:
        await other.execute(CUT, first)
    await eventually(lambda: not kept._lives())
    assert await asked(kept) != first


async def test_one_that_is_cut_under_a_statement_is_the_statements_failure(
    pool: "asyncpg.Pool[asyncpg.Record]",
) -> None:
    kept = Kept(pool)
    with pytest.raises((asyncpg.PostgresConnectionError, asyncpg.exceptions.AdminShutdownError)):
        await kept.fetch("select pg_terminate_backend(pg_backend_pid())")
    assert await asked(kept)


async def test_who_waits_no_longer_leaves_the_next_a_sound_one(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    kept = Kept(pool)
    await asked(kept)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(kept.fetch("select pg_sleep(30)"), 0.05)
    assert await asked(kept)


async def test_now_and_then_the_pool_may_replace_it(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    kept = Kept(pool, statements=2)
    first = [await asked(kept) for _ in range(2)]
    await pool.expire_connections()
    assert len({*first, await asked(kept)}) == 2


async def test_of_a_pool_of_one_nothing_is_kept(stack: Addresses) -> None:
    pool = await connected(stack.postgres, "public", size=1, timeout=5)
    kept = Kept(pool)
    await asked(kept)
    assert pool.get_idle_size() == 1
    await pool.close()


async def test_a_server_that_is_away_is_said_so(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    await pool.close()
    with pytest.raises(Unreachable):
        await Kept(pool).fetch(WHICH)


async def test_what_was_given_back_does_not_keep_a_pool_open(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    kept = Kept(pool)
    await asked(kept)
    await kept.give_back()
    await asyncio.wait_for(pool.close(), 5)
