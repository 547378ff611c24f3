"""Work that goes on by itself: deliveries, and refunds that fail after a while."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Later:
    """Holds its tasks until they end; `stop` ends them all."""

    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        self.run(self.wait(seconds, act))

    async def wait(self, seconds: float, act: Callable[[], None]) -> None:
        await asyncio.sleep(seconds)
        act()

    async def stop(self) -> None:
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
