"""The front door, as a guest of a process that does more."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from litestar import Litestar

from edge.serving import Server, listening
from edge.world import World
from ops.stack.process import StartFailed

SOON = 0.02
"""Seconds between two looks at whether identity has said its keys..."""
KEYS_WITHIN = 30.0
"""...which it must do within so many."""


class Guest(Server):
    """Leaves the signals to its host."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def open_door(app: Litestar, host: str, port: int) -> AsyncIterator[str]:
    """Its address, once people can sign in. Raises StartFailed, and OSError if the port is taken."""
    ready: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
    server = Guest(app, ready.set_result)
    serving = asyncio.create_task(server.serve([listening(host, port)]))
    try:
        await asyncio.wait((ready, serving), return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            raise StartFailed("the front door did not open: see the log")
        await knows_its_keys(app.state.world)
        yield ready.result()["url"]
    finally:
        server.should_exit = True
        await serving


async def knows_its_keys(world: World) -> None:
    """Raises StartFailed."""
    try:
        async with asyncio.timeout(KEYS_WITHIN):
            while not world.keys.loaded or world.sealer.newest is None:
                await asyncio.sleep(SOON)
                await world.keys.refresh()
    except TimeoutError:
        raise StartFailed(f"identity has no keys after {KEYS_WITHIN:.0f} s: see the log") from None
    await world.health.look()
