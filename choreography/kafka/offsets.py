"""Offsets in Kafka, for those who look at the lag, as the hearer says: where it goes on stands in its own books."""

import asyncio
import logging
from collections.abc import Iterable, Mapping

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from choreography.ports import Place, Record

log = logging.getLogger(__name__)


class Offsets:
    """How far was handled and is not committed yet. `refused` counts commits that the group did not take."""

    def __init__(self, every: float) -> None:
        self.every, self.refused = every, 0
        self.handled: dict[TopicPartition, int] = {}
        self._committed_at = 0.0

    @property
    def open(self) -> bool:
        return bool(self.handled)

    @property
    def due(self) -> bool:
        return self.open and asyncio.get_running_loop().time() - self._committed_at >= self.every

    def heard(self, records: Iterable[Record], next_: Mapping[int, Mapping[str, int]]) -> None:
        """These were handed over, and the hearer says what it hears `next`: a batch that failed is heard again."""
        for topic, partition in {(record.topic, record.partition) for record in records}:
            if (offset := next_.get(partition, {}).get(topic)) is not None:
                self.handled[TopicPartition(topic, partition)] = offset

    def stands(self, place: Place, offset: int) -> None:
        """All before it is handled, perhaps by somebody else."""
        self.handled[TopicPartition(*place)] = offset

    async def commit(self, consumer: AIOKafkaConsumer) -> None:
        """A refusal loses nothing, and is counted."""
        handled, self.handled = self.handled, {}
        self._committed_at = asyncio.get_running_loop().time()
        mine = {place: offset for place, offset in handled.items() if place in consumer.assignment()}
        if not mine:
            return
        try:
            await consumer.commit(mine)
        except KafkaError as error:
            self.refused += 1
            log.info("offsets were not committed: %r", error)
