"""One consumer that drives one hearer: FastStream's batch subscriber, with our own poll and our own care."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Any

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream.kafka import KafkaBroker
from pydantic import SkipValidation

from choreography.kafka.member import KafkaMember, common
from choreography.kafka.offsets import Offsets
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.subscribe import subscribe
from choreography.ports import Hearer, Record

log = logging.getLogger(__name__)


@dataclass
class LaneCounters:
    """What happened to a consumer, for the metrics."""

    polls_failed: int = 0
    batches_failed: int = 0
    rebalances: int = 0
    restarts: int = 0


class KafkaLane(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka is not typed
    """`name` is the member's own within a fixed fleet; empty where there is none."""

    def __init__(self, broker: KafkaBroker, hearer: Hearer, settings: KafkaSettings, name: str = "") -> None:
        self.hearer, self.settings, self.counters = hearer, settings, LaneCounters()
        self.offsets = Offsets(settings.commit)
        self.failing_since: float | None = None
        """When polls began to fail, in the loop's time; None while they do not."""
        self._own: set[int] = set()
        self._round = self._fetched_in = 0
        self._full = False
        self.subscriber = subscribe(broker, hearer, listener=self, consume=self.consume, settings=settings, name=name)
        self.subscriber.get_msg = self._poll  # the stock one sleeps after an empty poll
        self.member = KafkaMember(lambda: self.subscriber.consumer, hearer.topics)
        hearer.connect(self.member)

    # from the log to the hearer
    async def _poll(self, consumer: AIOKafkaConsumer) -> tuple[ConsumerRecord[Any, Any], ...]:
        try:
            self._throttle(consumer)
            got = await consumer.getmany(timeout_ms=int(1000 * self._patience()), max_records=self.settings.batch)
        except KafkaError as error:
            self.counters.polls_failed += 1
            self.failing_since = self.failing_since or asyncio.get_running_loop().time()
            log.error("%s: a poll failed: %r", self.hearer.group, error)
            await asyncio.sleep(self.settings.retry)
            return ()
        self.failing_since, self._fetched_in = None, self._round
        if not got:
            await self.offsets.commit(consumer)
        return tuple(chain(*got.values()))

    def _patience(self) -> float:
        """Seconds to wait for the first record."""
        if self._full:
            return self.settings.poll_full
        return self.settings.commit if self.offsets.open else self.settings.poll

    def _throttle(self, consumer: AIOKafkaConsumer) -> None:
        """A full hearer fetches nothing, but goes on polling: else the group would take it for dead."""
        full = self.hearer.full
        if full != self._full:
            (consumer.pause if full else consumer.resume)(*self._places(consumer))
            self._full = full

    def _places(self, consumer: AIOKafkaConsumer) -> list[TopicPartition]:
        return [place for place in consumer.assignment() if place.partition in self._own]

    async def consume(self, batch: Annotated[list[Record], SkipValidation]) -> None:
        """What was fetched before partitions were taken away is not handed over any more: it is fetched again."""
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
        self.offsets.handled(batch)
        if self.offsets.due:
            await self.offsets.commit(self.subscriber.consumer)

    def _rewind(self, batch: Sequence[Record]) -> None:
        for record in reversed(batch):
            self.member.seek((record.topic, record.partition), record.offset)

    # the group
    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        await self._step_down(self.subscriber.consumer)

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Nothing is fetched of the new partitions before the hearer has sought.

        aiokafka would send no heartbeat until this returns: a hearer that waits for its store would be put out.
        """
        consumer = self.subscriber.consumer
        consumer.pause(*assigned)
        consumer._coordinator._start_heartbeat_task()
        self.counters.rebalances += 1
        self._own, self._full = common(assigned, self.hearer.topics), False
        if len(self._own) * len(self.hearer.topics) < len(assigned):
            log.warning("%s: topics are shared out unevenly, some wait: %s", self.hearer.group, sorted(assigned))
        if self._own:
            await self.hearer.assign(self._own)
            consumer.resume(*self._places(consumer))

    async def flush(self) -> None:
        """A planned stop: the batch in hand is finished, offsets are committed, and the group will be left.

        aiokafka sends no goodbye for a member with a name. Without the name it does, and the broker accepts it.
        """
        if (consumer := self.subscriber.consumer) is not None:
            self.subscriber.running = False
            await self._step_down(consumer)
            consumer._coordinator._group_instance_id = None

    @property
    def broken(self) -> bool:
        """Have polls failed for so long that this consumer will not come back by itself?"""
        since = self.failing_since
        return since is not None and asyncio.get_running_loop().time() - since > self.settings.restart

    async def restart(self) -> None:
        """A new consumer in the place of this one. Raises KafkaError if that fails too."""
        self.counters.restarts += 1
        log.error("%s: a new consumer is made", self.hearer.group)
        await self._step_down(self.subscriber.consumer)
        await self.subscriber.stop()
        await self.subscriber.start()
        self.failing_since = None

    async def _step_down(self, consumer: AIOKafkaConsumer) -> None:
        self._round += 1
        lost, self._own = self._own, set()
        if lost:
            await self.hearer.revoke(lost)
            await self.offsets.commit(consumer)
