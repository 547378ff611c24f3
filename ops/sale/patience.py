"""A door that is busy is asked again, later and not by all at once."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp

from ops.client.door import Refusal

BUSY = (429, 503)
T = TypeVar("T")


async def patiently(work: Callable[[], Awaitable[T]], longest: float = 300.0, pause: float = 60.0) -> T:
    """As often as it takes. Raises what it raised if it is refused for good, or still after `longest` seconds.

    No `pause` is longer, in seconds.
    """
    waited = 0.0
    while True:
        try:
            return await work()
        except (Refusal, aiohttp.ClientConnectionError, aiohttp.WSServerHandshakeError) as trouble:
            final = getattr(trouble, "status", BUSY[0]) not in BUSY
            if final or waited > longest:
                raise
            least = trouble.again_in if isinstance(trouble, Refusal) else 0.2
        rested = min(pause, least + random.uniform(0, 1 + waited / 4))  # noqa: S311 spreads, guards nothing
        waited += rested
        await asyncio.sleep(rested)
