"""One member of a group on the memory bus: it drives its hearer as the Kafka adapter does, in two tasks.

The one fetches and hands over, the other follows the group. A member may die without a word, or go deaf: then it
goes on believing that it owns what the group gave to others long ago.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from choreography.memory.faults import Faults
from choreography.memory.group import Group
from choreography.memory.log import Log
from choreography.memory.reader import Reader
from choreography.ports import Hearer, Place
from choreography.sight.counters import ConsumerCounters

PAUSE = 0.02
"""Seconds between two looks at a hearer that is full."""


class MemoryMember:
    """`session` is in seconds of the loop's time."""

    def __init__(
        self, log: Log, group: Group, hearer: Hearer, *, faults: Faults, session: float, instance: str = ""
    ) -> None:
        self._log, self._group, self._hearer, self._faults = log, group, hearer, faults
        self.session, self.instance = session, instance
        self.counters, self.partitions = ConsumerCounters(), group.partitions
        self.deaf = False
        self.alive = True
        self.owned: set[int] = set()
        """What it believes to own."""
        self._reader = Reader(log, faults.random)
        self._round = -1
        self._news, self._call = asyncio.Event(), asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        hearer.connect(self)

    # the consumer port
    async def bounds(self, places: Iterable[Place]) -> dict[Place, tuple[int, int]]:
        await self._faults.point("bounds")
        return {place: self._log.bounds(place) for place in places}

    def seek(self, place: Place, offset: int) -> None:
        if place[1] in self.owned:
            self._reader.seek(place, offset)
            self._news.set()

    async def assignment(self) -> set[int]:
        """A heartbeat: the group's truth, whatever this member believes; the deaf hear by it."""
        await self._faults.point("heartbeat")
        if self.deaf:
            self.hear()
        return self._group.owned(self) if self._is_current() else set()

    # what the group and the log call
    def called(self) -> None:
        self._call.set()

    def news(self) -> None:
        """Something was written."""
        self._news.set()

    # its life
    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._fetch())]

    async def stop(self) -> None:
        """The batch in hand is finished, the partitions are given back, the group is told."""
        await self._step_down()
        await self._end()
        self._group.leave(self)

    async def kill(self) -> None:
        """No goodbye, no last word of any kind: the group notices when the session runs out."""
        asyncio.get_running_loop().call_later(self.session, self._group.leave, self)
        await self._end()

    def deafen(self) -> None:
        """The group believes it dead; it does not know, and goes on."""
        self.deaf = True
        self._group.leave(self)

    def hear(self) -> None:
        """It is told at last, and joins anew."""
        self.deaf = False
        self._call.set()

    async def _end(self) -> None:
        self.alive = False
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task

    def _is_current(self) -> bool:
        return self in self._group.members and self._round == self._group.round

    async def _follow(self) -> None:
        while True:
            if self.deaf or self._is_current():
                self._call.clear()
                await self._call.wait()
                continue
            await self._step_down()
            await self._faults.point("join")
            self._round, given = await self._group.join(self)
            await self._step_up(given)

    async def _step_down(self) -> None:
        await self._faults.point("revoke")
        lost, self.owned = self.owned, set()
        self._reader.forget()
        if lost:
            await self._hearer.revoke(lost)

    async def _step_up(self, given: set[int]) -> None:
        """Nothing is fetched before the hearer has sought, or has done without: then it reads from the start."""
        await self._faults.point("assign")
        self.counters.rebalances += 1
        self.owned, self._reader.held = given, True
        if given:
            await self._hearer.assign(given)
        self._reader.begin((topic, number) for topic in self._hearer.topics for number in self.owned)
        self._reader.held = False
        self._news.set()

    async def _fetch(self) -> None:
        while True:
            await self._faults.point("fetch")
            if self._hearer.full:
                await asyncio.sleep(PAUSE)
            elif records := self._reader.take():
                await self._hearer.process(records)
            else:
                await self._idle()

    async def _idle(self) -> None:
        self._news.clear()
        if not self._reader.has_more():
            await self._news.wait()
