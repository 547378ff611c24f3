"""One member of a group, that drives one hearer; what it hears it has from the reader of the process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from faststream.kafka import KafkaBroker

from choreography.kafka.feed import Feed
from choreography.kafka.member import KafkaMember, common
from choreography.kafka.reader import Reader
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.subscribe import subscribe
from choreography.ports import Hearer, Place
from choreography.sight.counters import ConsumerCounters

log = logging.getLogger(__name__)


class KafkaLane(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka is not typed
    """`name` is the member's own within a fixed fleet; empty where there is none.

    `may_take` returns once it is known whether anybody may take anything.
    """

    def __init__(
        self,
        broker: KafkaBroker,
        hearer: Hearer,
        reader: Reader,
        settings: KafkaSettings,
        may_take: Callable[[], Awaitable[bool]],
        name: str = "",
    ) -> None:
        self.hearer, self.settings, self._may_take = hearer, settings, may_take
        self.member = KafkaMember(lambda: self.subscriber.consumer, hearer.topics, settings.partitions)
        self.stream = reader.stream(hearer.topics, hearer.hears, self.member.counters)
        self.feed = Feed(hearer, self.member, self.stream, settings)
        self.member.sought = self._sought
        self.subscriber = subscribe(
            broker, hearer, listener=self, consume=self.feed.consume, settings=settings, name=name
        )
        self.subscriber.get_msg = self.feed.poll  # the stock one sleeps after an empty poll
        hearer.connect(self.member)

    @property
    def counters(self) -> ConsumerCounters:
        return self.member.counters

    def _sought(self, place: Place, offset: int) -> None:
        self.feed.offsets.stands(place, offset)
        self.stream.seek(TopicPartition(*place), offset)

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        await self._step_down(self.subscriber.consumer)

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Nothing of the new partitions is handed over before the hearer has sought; the consumer itself never fetches.

        aiokafka would send no heartbeat until this returns: a hearer that waits for its store would be put out.
        """
        consumer = self.subscriber.consumer
        consumer.pause(*assigned)
        consumer._coordinator._start_heartbeat_task()
        self.counters.rebalances += 1
        self.feed.own = own = common(assigned, self.hearer.topics)
        if len(own) * len(self.hearer.topics) < len(assigned):
            log.warning("%s: topics are shared out unevenly, some wait: %s", self.hearer.group, sorted(assigned))
        if own and await self._may_take():
            await self.hearer.assign(own)
            self.stream.open()

    async def flush(self) -> None:
        """A planned stop: the batch in hand is finished, offsets are committed, and the group will be left."""
        if (consumer := self.subscriber.consumer) is not None:
            self.subscriber.running = False
            await self._step_down(consumer)
            self.give_up_name()

    def give_up_name(self) -> None:
        """Before a stop for good: aiokafka sends no goodbye for a member with a name. Without the name it does, and the
        broker accepts it.
        """
        if (consumer := self.subscriber.consumer) is not None and consumer._coordinator is not None:
            consumer._coordinator._group_instance_id = None

    @property
    def broken(self) -> bool:
        """Have polls failed for so long that this consumer will not come back by itself?"""
        since = self.feed.failing_since
        return since is not None and asyncio.get_running_loop().time() - since > self.settings.restart

    async def restart(self) -> None:
        """A new consumer in the place of this one. Raises KafkaError if that fails too."""
        self.counters.restarts += 1
        log.error("%s: a new consumer is made", self.hearer.group)
        await self._step_down(self.subscriber.consumer)
        await self.subscriber.stop()
        await self.subscriber.start()
        self.feed.failing_since = None

    async def _step_down(self, consumer: AIOKafkaConsumer) -> None:
        if lost := self.feed.close():
            await self.hearer.revoke(lost)
            await self.feed.offsets.commit(consumer)
