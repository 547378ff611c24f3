"""What the driver takes for an array."""

import asyncpg
import pytest
from asyncpg.protocol import protocol

from choreography.postgres.pool import connected
from ops.stack.addresses import Addresses

pytestmark = pytest.mark.real

GIVEN = (["a", "b"], ("a", "b"), dict.fromkeys("ab").keys(), {0: "a", 1: "b"}.values())


async def test_the_driver_asks_for_the_types_that_we_name_and_takes_each_of_them(
    stack: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await connected(stack.postgres, "public", size=1, timeout=10) as pool:
        assert [await pool.fetchval("select $1::text[]", given) for given in GIVEN] == [["a", "b"]] * len(GIVEN)
        assert await pool.fetchval("select $1::text[]", {"a"}) == ["a"]
        monkeypatch.setattr(protocol, "IterableABC", ())
        with pytest.raises(asyncpg.DataError, match="container"):
            await pool.fetchval("select $1::text[]", ["a"])


async def test_what_is_no_array_of_ours_is_refused(stack: Addresses) -> None:
    async with await connected(stack.postgres, "public", size=1, timeout=10) as pool:
        for given in ("ab", {"a": 1}, iter("ab")):
            with pytest.raises(asyncpg.DataError):
                await pool.fetchval("select $1::text[]", given)
