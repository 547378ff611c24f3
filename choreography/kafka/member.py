"""The consumer port on an aiokafka consumer."""

import asyncio
from collections.abc import Callable, Iterable

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import IllegalStateError, KafkaError

from choreography.ports import Place, Unreachable
from choreography.sight.counters import ConsumerCounters
from choreography.tasks import side_by_side

PATIENCE = 10.0
"""Seconds for one question to the cluster."""


class KafkaMember:
    """`consumer` gives the consumer of the moment: every start of the worker makes a new one."""

    def __init__(self, consumer: Callable[[], AIOKafkaConsumer], topics: tuple[str, ...], partitions: int) -> None:
        self.consumer, self._topics, self.partitions = consumer, topics, partitions
        self.counters = ConsumerCounters()
        self.sought: Callable[[Place, int], None] = lambda place, offset: None
        """Told where the hearer reads on: all before it is handled."""

    async def bounds(self, places: Iterable[Place]) -> dict[Place, tuple[int, int]]:
        """As `Consumer.bounds`. Raises Unreachable."""
        asked = [TopicPartition(*place) for place in places]
        try:
            async with asyncio.timeout(PATIENCE):
                consumer = self.consumer()
                first, end = await side_by_side(consumer.beginning_offsets(asked), consumer.end_offsets(asked))
        except (KafkaError, TimeoutError) as error:
            raise Unreachable(f"no offsets: {error!r}") from error
        return {(place.topic, place.partition): (first[place], end[place]) for place in asked}

    def seek(self, place: Place, offset: int) -> None:
        """Does nothing for a place that has been taken away meanwhile."""
        try:
            self.consumer().seek(TopicPartition(*place), offset)
            self.sought(place, offset)
        except IllegalStateError:
            return

    async def assignment(self) -> set[int]:
        """As `Consumer.assignment`. Raises Unreachable.

        aiokafka knows only what the last round gave it. So a heartbeat is sent, now: if the group answers that this
        member's generation is current, that is the group's truth as of the answer. If the group is in a new round, or
        does not know the member, the answer is "nothing": the member joins anew in the background, and whatever it is
        given then comes as a new assignment. It does not wait for that round, which may itself wait for the asker.
        """
        coordinator = self.consumer()._coordinator  # aiokafka has no public heartbeat
        current = await coordinator._do_heartbeat()
        if coordinator._rejoin_needed_fut.done() or self.consumer()._subscription.reassignment_in_progress:
            return set()
        if not current:
            raise Unreachable("the group's coordinator does not answer")
        return common(self.consumer().assignment(), self._topics)


def common(places: Iterable[TopicPartition], topics: tuple[str, ...]) -> set[int]:
    """The numbers that are given of all topics.

    The range assignor gives equal numbers of all topics, but for the minutes in which an older release in the group
    hears fewer of them: then a number belongs to nobody rather than to two.
    """
    by_topic: dict[str, set[int]] = {topic: set() for topic in topics}
    for place in places:
        by_topic[place.topic].add(place.partition)
    return set.intersection(*by_topic.values())
