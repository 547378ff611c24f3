"""How far the views are behind, asked of Kafka by one edge for all."""

import msgspec

from edge.caching.between import Between
from edge.reading.behind import LOOK, Seconds


def asked_once(ask: Seconds, between: Between) -> Seconds:
    """As one of the edges was told, since each of them looked last."""

    async def read() -> bytes:
        return msgspec.json.encode(await ask())

    async def seconds() -> float:
        found = await between.get("behind", LOOK, read)
        return float(found.body or 0)

    return seconds
