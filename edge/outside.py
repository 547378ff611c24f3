"""What stands outside of this process, each by its port: real here, fakes in tests."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.keyring import Keyring, KeyringSettings
from choreography.nats import Nats
from choreography.ports import Ear, Sender
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import SILENT, Tracer, open_tracer
from choreography.worker import MeshSettings
from edge.asking.keys_seen import KeysSeen, RedisKeysSeen
from edge.door.checks import checks
from edge.door.health import Check
from edge.limits.bucket import Buckets, RedisBuckets
from edge.reading.pool import Reads
from edge.redis_together import RedisTogether
from edge.settings import EdgeSettings
from edge.sign_in.late_keyring import LateKeyring

CONNECTIONS = 4
"""To Redis: many questions go together over one."""
Opening = Callable[[], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def nothing() -> AsyncIterator[None]:
    yield


@dataclass
class Outside:
    """`opened` is entered before anything is asked; `reconnected` is called when words may have been missed."""

    sender: Sender
    ear: Ear
    buckets: Buckets
    seen: KeysSeen
    keyring: Keyring
    reads: Reads
    redis: "Redis | None" = None
    checks: Mapping[str, Check] = field(default_factory=dict)
    reconnected: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    opened: Opening = nothing
    tracer: Tracer = SILENT


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
        reads=reads,
        redis=redis,
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
