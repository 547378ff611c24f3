"""From the stream to the hearer: our own poll, and what is done with a batch."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Annotated

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from pydantic import SkipValidation

from choreography.kafka.member import KafkaMember
from choreography.kafka.offsets import Offsets
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.stream import Stream
from choreography.ports import Hearer, Record

log = logging.getLogger(__name__)


class Feed:
    """Open between an assignment and the next revocation; `own` are the numbers of that time."""

    def __init__(self, hearer: Hearer, member: KafkaMember, stream: Stream, settings: KafkaSettings) -> None:
        self.hearer, self.member, self.stream, self.settings = hearer, member, stream, settings
        self.counters, self.offsets = member.counters, Offsets(settings.commit)
        self.failing_since: float | None = None
        """When polls began to fail, in the loop's time; None while they do not."""
        self.own: set[int] = set()
        self._round = self._fetched_in = 0

    def close(self) -> set[int]:
        """What is fetched already is handed over no more: it will be fetched again. The numbers owned until now."""
        self._round += 1
        self.stream.close()
        lost, self.own = self.own, set()
        return lost

    async def poll(self, consumer: AIOKafkaConsumer) -> tuple[Record, ...]:
        """Returns at the first record, or empty after a while. The consumer, whose places are paused, fetches nothing:
        asked, it shows the group that its member lives, and raises what befell it there.
        """
        try:
            await consumer.getmany(timeout_ms=0)
        except KafkaError as error:
            await self._failed(error)
            return ()
        self.stream.pause(self.hearer.full)
        got = await self.stream.take(self._patience(), self.settings.batch)
        self.failing_since, self._fetched_in = None, self._round
        if not got:
            await self.offsets.commit(consumer)
        return got

    async def _failed(self, error: KafkaError) -> None:
        self.counters.polls_failed += 1
        self.failing_since = self.failing_since or asyncio.get_running_loop().time()
        log.error("%s: a poll failed: %r", self.hearer.group, error)
        await asyncio.sleep(self.settings.retry)

    def _patience(self) -> float:
        """Seconds to wait for the first record."""
        if self.stream.paused:
            return self.settings.poll_full
        return self.settings.commit if self.offsets.open else self.settings.poll

    async def consume(self, batch: Annotated[list[Record], SkipValidation]) -> None:
        """What FastStream calls with what `poll` returned."""
        if self._fetched_in != self._round:
            return
        try:
            await self.hearer.process(batch)
        except Exception:
            self.counters.batches_failed += 1
            log.exception("%s: a hearer must not raise; its batch is read again", self.hearer.group)
            self._rewind(batch)
            await asyncio.sleep(self.settings.retry)
            return
        self.offsets.heard(batch, self.hearer.next)
        if self.offsets.due:
            await self.offsets.commit(self.member.consumer())

    def _rewind(self, batch: Sequence[Record]) -> None:
        for record in reversed(batch):
            self.member.seek((record.topic, record.partition), record.offset)
