"""A door that is busy is asked again, later and not by all at once."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

import aiohttp

from ops.client.door import Refusal

BUSY = (429, 503)
T = TypeVar("T")


async def patiently(
    work: Callable[[], Awaitable[T]],
    longest: float = 300.0,
    pause: float = 60.0,
    at_latest: Mapping[str, float] = MappingProxyType({}),
) -> T:
    """As often as it takes. Raises what it raised if it is refused for good, or still after `longest` seconds.

    No `pause` is longer, in seconds, nor one after a refusal for which `at_latest` has a time.
    """
    waited = 0.0
    while True:
        try:
            return await work()
        except (Refusal, aiohttp.ClientConnectionError, aiohttp.WSServerHandshakeError) as trouble:
            final = getattr(trouble, "status", BUSY[0]) not in BUSY
            if final or waited > longest:
                raise
            rested = paused(trouble, waited, pause, at_latest)
        waited += rested
        await asyncio.sleep(rested)


def paused(trouble: Exception, waited: float, pause: float, at_latest: Mapping[str, float]) -> float:
    least, code = (trouble.again_in, trouble.code) if isinstance(trouble, Refusal) else (0.2, "")
    longest = min(pause, at_latest.get(code, pause))
    return min(longest, least + random.uniform(0, 1 + waited / 4))  # noqa: S311 spreads, guards nothing
