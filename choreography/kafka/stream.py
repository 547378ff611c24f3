"""What one hearer takes from a fetch that it shares with others."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress

from aiokafka import TopicPartition

from choreography.ports import Record
from choreography.sight.counters import ConsumerCounters

Align = Callable[[Iterable[TopicPartition]], None]
Hears = Callable[[Record], bool]


class Stream:
    """`align` is told which places it reads from elsewhere now, or no more; `batch` records lying ready are enough.

    Nothing of a place comes before the hearer has sought there, and then each record once, in order. What it does not
    hear wakes it for nothing: that waits for something it does hear, but for the first of a place after it was sought.
    """

    def __init__(
        self, topics: Sequence[str], hears: Hears, counters: ConsumerCounters, align: Align, batch: int
    ) -> None:
        self.topics, self.counters, self._hears, self._align, self._batch = topics, counters, hears, align, batch
        self._next: dict[TopicPartition, int] = {}
        """By place, the offset that is to come next."""
        self._ready: deque[Record] = deque()
        self._anew: set[TopicPartition] = set()
        """Of these nothing came yet."""
        self._open = self.paused = self._passed = self._stirred = False
        self._came, self._took = asyncio.Event(), asyncio.Event()

    # for the hearer's feed
    def open(self) -> None:
        self._open, self.paused, self._passed = True, False, False
        self._align(self._next)

    def close(self) -> None:
        """What lies ready is forgotten."""
        self._open, left = False, tuple(self._next)
        self._next.clear()
        self._ready.clear()
        self._anew.clear()
        self._stirred = False
        self._align(left)

    def seek(self, place: TopicPartition, offset: int) -> None:
        self._next[place] = offset
        self._anew.add(place)
        self._ready = deque(record for record in self._ready if (record.topic, record.partition) != place)
        self._align([place])

    def pause(self, paused: bool) -> None:
        """While it is paused it takes nothing, and nobody waits for it; it asks on, else its group took it for dead."""
        if paused != self.paused:
            self.paused = paused
            self._took.set()
            self._align(self._next)

    async def take(self, timeout: float, at_most: int) -> tuple[Record, ...]:
        """Returns at once if something that it hears lies ready, else as soon as that comes, or after `timeout` seconds
        with whatever lies ready.
        """
        if self.paused or not self._stirred:
            self._came.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await self._came.wait()
        if self.paused:
            return ()
        taken = tuple(self._ready.popleft() for _ in range(min(at_most, len(self._ready))))
        self._stirred = bool(self._ready)
        self._took.set()
        if self._passed and not self._ready:
            self._passed = False
            self._align(self._next)
        return taken

    # for who fetches
    def reads(self, place: TopicPartition) -> int | None:
        """The offset from which it wants this place now."""
        return self._next.get(place) if self._open and not self.paused and not self._passed else None

    def offer(self, place: TopicPartition, begin: int, records: Collection[Record]) -> None:
        """These were fetched from `begin` on. Who reads from before that takes nothing: the place is sought for it."""
        wanted = self.reads(place)
        if wanted is None or wanted < begin:
            return
        if new := [record for record in records if record.offset >= wanted]:
            self._ready.extend(new)
            self._next[place] = new[-1].offset + 1
            if place in self._anew or len(self._ready) >= self._batch or any(map(self._hears, new)):
                self._stir(place)

    def _stir(self, place: TopicPartition) -> None:
        self._anew.discard(place)
        self._stirred = True
        self._came.set()

    def holds(self, many: int) -> bool:
        """Do so many records lie ready that it is about to take?"""
        return len(self._ready) >= many and self._stirred and not self.paused and not self._passed

    @property
    def full(self) -> bool:
        return self.holds(self._batch)

    async def room(self, many: int) -> None:
        """Until it holds so many no more."""
        while self.holds(many):
            self._took.clear()
            await self._took.wait()

    def pass_by(self) -> None:
        """The others do not wait for it: it reads on, from where it was, when it has taken all that lies ready."""
        self._passed = True
        self._align(self._next)
