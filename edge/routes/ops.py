"""For operators: how far the services are behind."""

from dataclasses import asdict
from typing import Any

from litestar import get

from choreography.kafka.lag import lags
from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import admin
from edge.auth.guards import role


@get("/ops/lanes", guards=[role("operator")], tags=["operating"])
async def lanes() -> dict[str, list[dict[str, Any]]]:
    """By service and partition, what was said and is not handled yet; those that are behind by nothing are left out."""
    bootstrap = KafkaSettings().bootstrap
    return {group: await _behind(bootstrap, group, topics) for group, topics in (await _groups(bootstrap)).items()}


async def _groups(bootstrap: str) -> dict[str, list[str]]:
    """The topics that each group has ever committed in."""
    async with admin(bootstrap) as client:
        names = sorted(group[0] for group in await client.list_consumer_groups())
        committed = {name: await client.list_consumer_group_offsets(name) for name in names}
    return {name: sorted({place.topic for place in places}) for name, places in committed.items()}


async def _behind(bootstrap: str, group: str, topics: list[str]) -> list[dict[str, Any]]:
    found = await lags(bootstrap, group, topics)
    return [{**asdict(lag), "messages": lag.messages} for lag in found if lag.messages]
