"""How it is seen whether a server is there."""

from choreography.kafka.producer import KafkaProducer
from choreography.nats import Nats
from edge.door.health import Check
from edge.plain_redis import Redis
from edge.reading.pool import Reads


def checks(producer: KafkaProducer, nats: Nats, reads: Reads, redis: "Redis") -> dict[str, Check]:
    async def kafka() -> bool:
        return bool(await (await producer.connection.ready()).client.force_metadata_update())

    async def connected() -> bool:
        return nats.connected

    async def postgres() -> bool:
        return await reads.text("select 1") == b"1"

    async def pinged() -> bool:
        return bool(await redis.get("ping") is None)

    return {"kafka": kafka, "nats": connected, "postgres": postgres, "redis": pinged}
