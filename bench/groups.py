"""A group that stands where the views stand at first."""

from aiokafka import AIOKafkaConsumer, TopicPartition

from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import Topic, provision
from choreography.tasks import whole
from contracts import edge as _edge  # noqa: F401 its topics are to be made too
from contracts.topics import topics
from ops import registry


async def behind(bootstrap: str) -> None:
    """All topics, and the views at the beginning of theirs."""
    partitions, views = KafkaSettings().partitions, registry.service("views")
    await provision(bootstrap, [Topic(spec.name, partitions, spec.retention) for spec in topics()])
    places = [TopicPartition(topic, number) for topic in views.topics for number in range(partitions)]
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=views.name, enable_auto_commit=False)
    await whole(consumer.start())
    consumer.assign(places)
    await consumer.commit(dict.fromkeys(places, 0))
    await consumer.stop()
