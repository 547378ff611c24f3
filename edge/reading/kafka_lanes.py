"""How far the services are behind, as Kafka knows it."""

from typing import Any

from choreography.kafka.lag import lags
from choreography.kafka.topics import admin
from edge.reading.behind import Seconds
from edge.reading.lanes import Lanes, behind


def kafka_lanes(bootstrap: str) -> Lanes:
    async def lanes() -> dict[str, list[dict[str, Any]]]:
        groups = await _groups(bootstrap)
        return {group: behind(await lags(bootstrap, group, topics)) for group, topics in groups.items()}

    return lanes


def kafka_behind(bootstrap: str, group: str = "views") -> Seconds:
    async def seconds() -> float:
        async with admin(bootstrap) as client:
            committed = await client.list_consumer_group_offsets(group)
        topics = sorted({place.topic for place in committed})
        return max((lag.seconds for lag in await lags(bootstrap, group, topics)), default=0.0)

    return seconds


async def _groups(bootstrap: str) -> dict[str, list[str]]:
    """The topics that each group has ever committed in."""
    async with admin(bootstrap) as client:
        names = sorted(group[0] for group in await client.list_consumer_groups())
        committed = {name: await client.list_consumer_group_offsets(name) for name in names}
    return {name: sorted({place.topic for place in places}) for name, places in committed.items()}
