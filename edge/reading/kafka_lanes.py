"""How far the services are behind, as Kafka knows it."""

from typing import Any

from choreography.kafka.lag import lags
from choreography.kafka.topics import admin
from edge.reading.lanes import Lanes, behind


def kafka_lanes(bootstrap: str) -> Lanes:
    async def lanes() -> dict[str, list[dict[str, Any]]]:
        groups = await _groups(bootstrap)
        return {group: behind(await lags(bootstrap, group, topics)) for group, topics in groups.items()}

    return lanes


async def _groups(bootstrap: str) -> dict[str, list[str]]:
    """The topics that each group has ever committed in."""
    async with admin(bootstrap) as client:
        names = sorted(group[0] for group in await client.list_consumer_groups())
        committed = {name: await client.list_consumer_group_offsets(name) for name in names}
    return {name: sorted({place.topic for place in places}) for name, places in committed.items()}
