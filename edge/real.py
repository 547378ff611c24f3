"""What stands outside of the edge, on the real servers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from choreography.kafka.observer import Observer
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.nats import Nats
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import Tracer, open_tracer
from choreography.tasks import background
from edge.asking.redis_joins import RedisJoins
from edge.asking.redis_keys_seen import RedisKeysSeen
from edge.auth.redis_ended import RedisEnded
from edge.caching.between import RedisBetween
from edge.door.checks import checks
from edge.limits.redis_bucket import RedisBuckets
from edge.live.settings import LiveSettings
from edge.locks import NoLocks, RedisLocks
from edge.outside import Outside
from edge.plain_redis import BlockingConnectionPool, NoBackoff, Redis, Retry
from edge.reading.asked_once import asked_once
from edge.reading.kafka_lanes import kafka_behind, kafka_lanes
from edge.reading.pool import Reads
from edge.reading.reading import from_postgres
from edge.reading.replica import Replica
from edge.redis_board import RedisBoard
from edge.redis_together import RedisTogether
from edge.settings import EdgeSettings
from edge.sign_in.late_keyring import LateKeyring

Closing = Callable[[], Awaitable[object]]
CONNECTIONS = 4
"""To Redis: many questions go together over one."""


def real(settings: EdgeSettings, mesh: MeshSettings, kafka: KafkaSettings) -> Outside:
    producer, observer = KafkaProducer(kafka), Observer(kafka.bootstrap)
    nats = Nats(mesh.nats, "boxoffice edge", mesh.ca)
    tracer = open_tracer(SightSettings(), "edge")
    redis = redis_at(mesh.redis, settings)
    together = RedisTogether(redis)
    between = RedisBetween(together, RedisLocks(redis, together.breaker) if settings.locks else NoLocks())
    primary = Reads(mesh.dsn("edge"), settings.pool, settings.read_within)
    replica = replica_of(primary, settings, mesh) if mesh.replica else None
    closers = (observer.close, redis.aclose, producer.stop, nats.stop)
    return Outside(
        sender=producer,
        ear=nats,
        buckets=RedisBuckets(together),
        seen=RedisKeysSeen(together, settings.keys_remembered),
        joins=RedisJoins(together, settings.acceptance),
        keyring=LateKeyring(primary, KeyringSettings()),
        reading=from_postgres(replica or primary, LiveSettings().replay_rows, primary),
        board=RedisBoard(together),
        ended=RedisEnded(redis, together.breaker),
        lanes=kafka_lanes(kafka.bootstrap),
        behind=asked_once(kafka_behind(observer), between),
        between=between,
        checks=checks(producer, nats, primary, redis, replica),
        reconnected=nats.reconnected,
        opened=lambda: opened(primary, replica, nats, tracer, closers),
        breakers=[together.breaker, *(one.breaker for one in (primary, replica) if one)],
        tracer=tracer,
    )


@asynccontextmanager
async def opened(
    primary: Reads, replica: Replica | None, nats: Nats, tracer: Tracer, closers: Sequence[Closing]
) -> AsyncIterator[None]:
    """Closed in the order of `closers`, then what is read from."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.to_thread, tracer.close)
        for one in filter(None, (primary, replica)):
            await one.open()
            stack.push_async_callback(one.close)
        if replica:
            await stack.enter_async_context(background(replica.run()))
        for close in reversed(closers):
            stack.push_async_callback(close)
        await nats.start()
        yield


def replica_of(primary: Reads, settings: EdgeSettings, mesh: MeshSettings) -> Replica:
    dsn = mesh.model_copy(update={"postgres": mesh.replica}).dsn("edge")
    return Replica(dsn, settings.pool, settings.replica_within, primary, settings.replica_behind)


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
