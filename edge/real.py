"""What stands outside of the edge, on the real servers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.nats import Nats
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import open_tracer
from edge.asking.redis_keys_seen import RedisKeysSeen
from edge.auth.redis_ended import RedisEnded
from edge.door.checks import checks
from edge.limits.redis_bucket import RedisBuckets
from edge.live.settings import LiveSettings
from edge.outside import Outside
from edge.plain_redis import BlockingConnectionPool, NoBackoff, Redis, Retry
from edge.reading.kafka_lanes import kafka_lanes
from edge.reading.pool import Reads
from edge.reading.reading import from_postgres
from edge.redis_together import RedisTogether
from edge.settings import EdgeSettings
from edge.sign_in.late_keyring import LateKeyring

CONNECTIONS = 4
"""To Redis: many questions go together over one."""


def real(settings: EdgeSettings, mesh: MeshSettings, kafka: KafkaSettings) -> Outside:
    producer, nats = KafkaProducer(kafka), Nats(mesh.nats, "boxoffice edge")
    tracer = open_tracer(SightSettings(), "edge")
    redis = redis_at(mesh.redis, settings)
    together = RedisTogether(redis)
    primary = Reads(mesh.dsn("edge"), settings.pool, settings.read_within)
    reads = primary
    if mesh.replica:
        replica = mesh.model_copy(update={"postgres": mesh.replica})
        reads = Reads(replica.dsn("edge"), settings.pool, settings.read_within)

    @asynccontextmanager
    async def opened() -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(asyncio.to_thread, tracer.close)
            for one in {id(one): one for one in (primary, reads)}.values():
                await one.open()
                stack.push_async_callback(one.close)
            await nats.start()
            stack.push_async_callback(nats.stop)
            stack.push_async_callback(producer.stop)
            stack.push_async_callback(redis.aclose)
            yield

    return Outside(
        sender=producer,
        ear=nats,
        buckets=RedisBuckets(together),
        seen=RedisKeysSeen(together, settings.keys_remembered),
        keyring=LateKeyring(primary, KeyringSettings()),
        reading=from_postgres(reads, LiveSettings().replay_rows),
        ended=RedisEnded(redis),
        lanes=kafka_lanes(kafka.bootstrap),
        checks=checks(producer, nats, reads, redis),
        reconnected=nats.reconnected,
        opened=opened,
        tracer=tracer,
    )


def redis_at(url: str, settings: EdgeSettings) -> "Redis":
    """Who finds all connections in use waits for one. A connection that broke is made anew, once, at once."""
    within = settings.redis_within
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=CONNECTIONS,
        timeout=within,
        socket_timeout=within,
        socket_connect_timeout=within,
        retry=Retry(NoBackoff(), 1),
    )
    return Redis.from_pool(pool)
