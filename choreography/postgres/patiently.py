"""Changes of tables that others read and write meanwhile."""

import asyncio
from typing import Any

import asyncpg

LOCKED_WITHIN = "set local lock_timeout = '1500ms'"
"""Whoever comes to the table while a change waits for it waits behind the change: no longer than this.

It is more than `deadlock_timeout`, 1 s by default: only after that does a waiter end an autovacuum in its way.
"""
TRIES = 60
PAUSE = 1.0
"""Seconds between two tries, for all who waited."""


class Busy(Exception):
    """Somebody has held a table for minutes, as a copy of the database does: nothing was changed, call it again."""


async def patiently(connection: Any, *statements: str | tuple[Any, ...]) -> None:
    """In one transaction, each with its arguments if it has any. Raises Busy."""
    for _ in range(TRIES):
        try:
            return await at_once(connection, *statements)
        except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            await asyncio.sleep(PAUSE)
    raise Busy(f"a table is held by somebody else; tried {TRIES} times")


async def at_once(connection: Any, *statements: str | tuple[Any, ...]) -> None:
    async with connection.transaction():
        await connection.execute(LOCKED_WITHIN)
        for statement in statements:
            text, *arguments = (statement,) if isinstance(statement, str) else statement
            await connection.execute(text, *arguments)
