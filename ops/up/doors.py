"""A front door that serves may not know its keys yet: it is open once people can sign in."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import aiohttp

from ops.stack.process import StartFailed

OPEN_WITHIN = 60.0
"""Seconds for all doors to be ready."""
SOON = 0.05
"""Seconds between two looks."""


async def opened(doors: Iterable[str]) -> None:
    """`doors` are where each says whether it is ready. Raises StartFailed."""
    try:
        async with asyncio.timeout(OPEN_WITHIN), aiohttp.ClientSession() as http:
            for door in doors:
                await ready(http, door)
    except TimeoutError:
        raise StartFailed(f"the front door was not ready in {OPEN_WITHIN:.0f} s: see the logs") from None


async def ready(http: aiohttp.ClientSession, door: str) -> None:
    while True:
        with suppress(aiohttp.ClientError):
            async with http.get(door) as answer:
                if answer.ok:
                    return
        await asyncio.sleep(SOON)
