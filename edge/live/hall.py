"""What the parts of the hub share."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from edge.live.channel import Channel
from edge.live.clock import Clock
from edge.live.item import Item
from edge.live.metrics import LiveMetrics
from edge.live.ports import Gap
from edge.live.settings import LiveSettings

log = logging.getLogger(__name__)


@dataclass
class Hall:
    settings: LiveSettings
    gap: Gap
    clock: Clock
    metrics: LiveMetrics = field(default_factory=LiveMetrics)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    turn: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.turn = asyncio.Semaphore(self.settings.gap_concurrency)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Keeps the task alive; what it raises is logged."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a task of the hub failed", exc_info=error)

    def channel_is_full(self, items: list[Item]) -> bool:
        return len(items) >= self.settings.log_items

    def quiet_time(self, channel: Channel) -> float:
        """A channel may use half of a core."""
        return max(self.settings.quiet_time, 2 * len(channel.watchers) * self.settings.send_cost)
