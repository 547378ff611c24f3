"""How far the services are behind, as Kafka knows it."""

from typing import Any

from aiokafka import TopicPartition

from choreography.kafka.lag import lags, measured
from choreography.kafka.observer import Observer
from choreography.kafka.topics import admin, counts
from edge.reading.behind import Seconds
from edge.reading.lanes import Lanes, behind


def kafka_lanes(bootstrap: str) -> Lanes:
    async def lanes() -> dict[str, list[dict[str, Any]]]:
        groups = await _groups(bootstrap)
        return {group: behind(await lags(bootstrap, group, topics)) for group, topics in groups.items()}

    return lanes


def kafka_behind(observer: Observer, group: str = "views") -> Seconds:
    async def seconds() -> float:
        try:
            return await _oldest(observer, group)
        except Exception:
            await observer.close()
            raise

    return seconds


async def _oldest(observer: Observer, group: str) -> float:
    """Of the topics that the group has ever committed in."""
    client, reader = await observer.ready()
    topics = sorted({place.topic for place in await client.list_consumer_group_offsets(group)})
    found = await counts(client, topics)
    places = [TopicPartition(topic, number) for topic in topics for number in range(found[topic])]
    return max((lag.seconds for lag in await measured(client, reader, group, places)), default=0.0)


async def _groups(bootstrap: str) -> dict[str, list[str]]:
    """The topics that each group has ever committed in."""
    async with admin(bootstrap) as client:
        names = sorted(group[0] for group in await client.list_consumer_groups())
        committed = {name: await client.list_consumer_group_offsets(name) for name in names}
    return {name: sorted({place.topic for place in places}) for name, places in committed.items()}
