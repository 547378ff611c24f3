"""One fetch for all hearers of a process: a record that several of them hear is fetched, and read, once."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from choreography.kafka.access import connecting
from choreography.kafka.records import record
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.stream import Hears, Stream
from choreography.ports import Record
from choreography.sight.counters import ConsumerCounters
from choreography.tasks import whole

log = logging.getLogger(__name__)
FIRST_BYTES = 16 * 1024
"""Of each place in the first fetch: a little of all that lies there, else the last would wait until the first have all
that is theirs."""
GATHERS = 0.01
"""Seconds, at most, that a fetch waits until all have taken what the last one brought: busy, they get more at once."""
PATIENCE = 1.0
"""Seconds for which the others wait for a hearer that has a whole batch lying ready and does not take it."""


class Reader:
    """Of no group: who owns what, the hearers' own members know. `behind` is that of its hearers."""

    def __init__(self, settings: KafkaSettings, behind: float = 0.0) -> None:
        self.settings, self.behind = settings, behind
        self.streams: list[Stream] = []
        self.failing_since: float | None = None
        """When fetches began to fail, in the loop's time; None while they do not."""
        self._consumer: AIOKafkaConsumer | None = None
        self._at: dict[TopicPartition, int] = {}
        """By place, the offset after what was fetched."""
        self._reading: asyncio.Task[None] | None = None

    def stream(self, topics: Sequence[str], hears: Hears, counters: ConsumerCounters) -> Stream:
        """One more hearer, before the start."""
        stream = Stream(topics, hears, counters, self._align, self.settings.batch)
        self.streams.append(stream)
        return stream

    async def start(self) -> None:
        """Raises KafkaError."""
        consumer = AIOKafkaConsumer(
            **connecting(self.settings.bootstrap),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=int(1000 * (self.behind or self.settings.fetch_wait)),
            fetch_min_bytes=1,
            fetch_max_bytes=self.settings.fetch_bytes,
            max_partition_fetch_bytes=FIRST_BYTES,
        )
        topics = {topic for stream in self.streams for topic in stream.topics}
        places = [TopicPartition(topic, number) for topic in topics for number in range(self.settings.partitions)]
        consumer.assign(places)
        consumer.pause(*places)
        try:
            await whole(consumer.start())
        except (KafkaError, asyncio.CancelledError):
            await consumer.stop()
            raise
        self._consumer, self._at = consumer, {}
        self._align(places)
        self._reading = asyncio.create_task(self._read(consumer))

    async def stop(self) -> None:
        reading, self._reading = self._reading, None
        consumer, self._consumer = self._consumer, None
        if reading:
            reading.cancel()
            await asyncio.wait([reading])
        if consumer:
            await consumer.stop()

    @property
    def broken(self) -> bool:
        """Have fetches failed for so long that this consumer will not come back by itself?"""
        since = self.failing_since
        return since is not None and asyncio.get_running_loop().time() - since > self.settings.restart

    async def restart(self) -> None:
        """A new consumer in the place of this one; all hearers read on. Raises KafkaError if that fails too."""
        log.error("the log is read by a new consumer")
        await self.stop()
        await self.start()
        self.failing_since = None

    async def _read(self, consumer: AIOKafkaConsumer) -> None:
        """Until it is stopped."""
        while True:
            await self._room()
            try:
                got = await consumer.getmany(timeout_ms=int(1000 * self.settings.poll), max_records=self.settings.batch)
                for place, raw in got.items():
                    self._hand_out(place, [record(each) for each in raw])
                self.failing_since = None
                if got:
                    self._in_full(consumer._fetcher)
            except Exception as error:
                await self._failed(error)

    def _in_full(self, fetcher: Any) -> None:
        """The first fetch is small, and at once: what lies there waits since a predecessor died. aiokafka has no public
        way to it.
        """
        fetcher._max_partition_fetch_bytes = self.settings.fetch_bytes
        if self.behind:
            fetcher._fetch_min_bytes = self.settings.fetch_bytes

    async def _failed(self, error: Exception) -> None:
        self.failing_since = self.failing_since or asyncio.get_running_loop().time()
        for stream in self.streams:
            stream.counters.polls_failed += 1
        log.error("a fetch failed: %r", error, exc_info=not isinstance(error, KafkaError))
        await asyncio.sleep(self.settings.retry)

    async def _room(self) -> None:
        await self._taken(1, GATHERS)
        if not await self._taken(self.settings.batch, PATIENCE):
            for stream in self.streams:
                if stream.full:
                    stream.pass_by()

    async def _taken(self, many: int, within: float) -> bool:
        """Waits until nobody holds so many; False if that takes longer."""
        if not any(stream.holds(many) for stream in self.streams):
            return True
        try:
            async with asyncio.timeout(within):
                for stream in self.streams:
                    await stream.room(many)
        except TimeoutError:
            return False
        return True

    def _hand_out(self, place: TopicPartition, records: Sequence[Record]) -> None:
        begin = self._at[place]
        self._at[place] = records[-1].offset + 1
        for stream in self.streams:
            stream.offer(place, begin, records)
        self._pass_by_the_late(place)
        self._align([place])

    def _pass_by_the_late(self, place: TopicPartition) -> None:
        """Who reads further back than others has what it is to take now: what is new comes to them meanwhile."""
        wanted = {stream: offset for stream in self.streams if (offset := stream.reads(place)) is not None}
        newest = max(wanted.values(), default=0)
        for stream, offset in wanted.items():
            if offset < newest and stream.holds(1):
                stream.pass_by()

    def _align(self, places: Iterable[TopicPartition]) -> None:
        """Each place is read from where the first of those who read it now wants it, and not at all for nobody."""
        if (consumer := self._consumer) is None:
            return
        for place in places:
            wanted = [offset for stream in self.streams if (offset := stream.reads(place)) is not None]
            if not wanted:
                consumer.pause(place)
                continue
            if self._at.get(place) != (first := min(wanted)):
                consumer.seek(place, first)
                self._at[place] = first
            consumer.resume(place)
