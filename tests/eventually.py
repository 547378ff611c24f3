"""Waits for what becomes true by itself, so that no test sleeps."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def eventually(check: Callable[[], T | Awaitable[T]], within: float = 10.0, every: float = 0.02) -> T:
    """The first truthy result of `check`, plain or async. What it raises counts as "not yet".

    Fails after `within` seconds, naming the check and what it last said.
    """
    deadline = time.monotonic() + within
    while True:
        result, raised = await tried(check)
        if raised is None and result:
            return result
        if time.monotonic() > deadline:
            raise AssertionError(f"not true within {within} s: {named(check)}; last: {raised or result!r}") from raised
        await asyncio.sleep(every)


async def tried(check: Callable[[], T | Awaitable[T]]) -> tuple[T | None, Exception | None]:
    try:
        result = check()
        return (await result if inspect.isawaitable(result) else result), None
    except Exception as raised:
        return None, raised


def named(check: Callable[..., object]) -> str:
    """Its own text where it can be read: a lambda's name says nothing."""
    try:
        return inspect.getsource(check).strip().splitlines()[0]
    except (OSError, TypeError):
        return repr(check)
