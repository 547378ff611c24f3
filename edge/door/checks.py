"""How it is seen whether a server is there."""

from functools import partial

from choreography.kafka.producer import KafkaProducer
from choreography.nats import Nats
from edge.door.health import Check
from edge.plain_redis import Redis
from edge.reading.pool import Reads
from edge.reading.replica import Replica
from edge.redis_keys import ASKED


def checks(
    producer: KafkaProducer, nats: Nats, reads: Reads, redis: "Redis", replica: Replica | None
) -> dict[str, Check]:
    async def kafka() -> bool:
        return bool(await (await producer.connection.ready()).client.force_metadata_update())

    async def connected() -> bool:
        return nats.connected

    async def postgres() -> bool:
        return await reads.text("select 1") == b"1"

    async def young() -> bool:
        return replica is not None and replica.good

    found: dict[str, Check] = {"kafka": kafka, "nats": connected, "postgres": postgres, "redis": partial(pinged, redis)}
    return found | ({"replica": young} if replica else {})


async def pinged(redis: "Redis") -> bool:
    return bool(await redis.get(f"{ASKED}ping") is None)
