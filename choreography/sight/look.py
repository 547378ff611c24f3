"""What must be asked for, and so is looked at now and then in the background: lag, and what stands in the tables."""

import asyncio
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from choreography.lane import Lane
from choreography.ports import Place, Unreachable
from choreography.sight.lag import Behind, Lag
from choreography.sight.measures import GAUGE_WITHIN, Gauge
from choreography.sight.standing import Standing

log = logging.getLogger(__name__)


@dataclass
class Look:
    """The last answers about one lane."""

    lane: Lane
    lags: dict[Place, Lag] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)
    gauges: dict[str, float] = field(default_factory=dict)
    """Those that the service declares; one that could not be read has no entry."""
    failed: int = 0
    trouble: str = ""
    """Why there were no answers last time; empty if there were."""
    _behind: Behind = field(default_factory=Behind)

    async def again(self) -> None:
        """A failure is kept as `trouble`: the answers before it stand."""
        try:
            await self._ask()
            self.trouble = ""
        except Unreachable as error:
            self.failed, self.trouble = self.failed + 1, str(error)
        except Exception:
            self.failed, self.trouble = self.failed + 1, "see the log"
            log.exception("%s: the look at lag and waiting messages failed", self.lane.service.name)
        for gauge in self.lane.service.gauges:
            await self._read(gauge)

    async def _ask(self) -> None:
        lane = self.lane
        self.standing = await lane.store.standing(list(lane.epochs))
        bounds = await lane.consumer.bounds([(topic, number) for topic in lane.topics for number in lane.epochs])
        ends = {place: end for place, (_, end) in bounds.items()}
        next_ = {(topic, number): at for number, topics in lane.next.items() for topic, at in topics.items()}
        self.lags = self._behind.look(ends, next_, lane.written, time.time())

    async def _read(self, gauge: Gauge) -> None:
        """A failure makes no lane unready: the number is missing until the next look."""
        self.gauges.pop(gauge.name, None)
        try:
            async with asyncio.timeout(GAUGE_WITHIN):
                self.gauges[gauge.name] = await gauge.read(self.lane.store.place)
        except Exception as error:
            self.failed += 1
            log.warning("%s: %s was not read: %r", self.lane.service.name, gauge.name, error)

    def count(self, name: str) -> int:
        """How many wait for this reason."""
        return self.standing[name].count if name in self.standing else 0

    def age(self, name: str) -> float:
        """Of the oldest of them, in seconds."""
        return self.standing[name].age if name in self.standing else 0.0

    @property
    def unready(self) -> str:
        return self.lane.unready or self.trouble


async def keep_looking(looks: Iterable[Look], every: float) -> None:
    """For ever; `every` is in seconds."""
    while True:
        await asyncio.sleep(every)
        for look in looks:
            if look.lane.epochs:
                await look.again()
