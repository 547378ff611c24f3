"""All that a box office writes down or tells besides its topics and tables: logs, spans, Redis, NATS."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from redis.asyncio import Redis

from choreography.nats import Nats
from tests.choreography.sight.collector_stub import Heard


@dataclass
class Told:
    """`logs` are folders."""

    logs: list[Path]
    heard: Heard
    redis: str
    nats: bytearray = field(default_factory=bytearray)

    async def everything(self) -> dict[str, bytes]:
        """Every byte, by where it lies."""
        files = [file for folder in self.logs for file in folder.rglob("*") if file.is_file()]
        spans = b"\n".join(span.SerializeToString() for _, span in list(self.heard.spans))
        logs = {f"log {file.name}": file.read_bytes() for file in files}
        return logs | {"spans": spans, "NATS": bytes(self.nats), "Redis": await in_redis(self.redis)}


@asynccontextmanager
async def listened(told: Told, nats: str) -> AsyncIterator[None]:
    """Subjects and what is told there."""

    def hear(subject: str, body: bytes, headers: object) -> None:
        told.nats.extend(b"%b\n%b\n" % (subject.encode(), body))

    ear = Nats(nats)
    await ear.start()
    try:
        await ear.joined()
        await ear.listen(">", hear)
        yield
    finally:
        await ear.stop()


async def in_redis(url: str) -> bytes:
    """Keys and values of all kinds."""
    async with Redis.from_url(url) as redis:
        found = [key async for key in redis.scan_iter(count=1000)]
        return b"\n".join([*found, *[await _value(redis, key) for key in found]])


async def _value(redis: Redis, key: bytes) -> bytes:
    return repr(await _READ[(await redis.type(key)).decode()](redis, key)).encode()


_READ = {
    "none": lambda redis, key: redis.get(key),
    "string": lambda redis, key: redis.get(key),
    "hash": lambda redis, key: redis.hgetall(key),
    "set": lambda redis, key: redis.smembers(key),
    "list": lambda redis, key: redis.lrange(key, 0, -1),
    "zset": lambda redis, key: redis.zrange(key, 0, -1, withscores=True),
}
