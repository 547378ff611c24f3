"""One process: the lanes of some services, and what they need, on the real servers."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from faststream import FastStream
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from choreography.kafka.broker import worker
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.lane import Lane
from choreography.nats import Nats
from choreography.postgres.store import PostgresStore
from choreography.service import Job, Service
from choreography.settings import ShellSettings
from choreography.sight.serve import shown
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import open_tracer
from choreography.tasks import background

log = logging.getLogger(__name__)
ROTATE_EVERY = 3600.0
"""Seconds between two looks at whether the inbox needs a new day."""


class MeshSettings(BaseSettings):
    """Where the servers are. Environment variables `BOXOFFICE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_")

    postgres: str = "postgresql://boxoffice@127.0.0.1:5432/postgres"
    """Each service logs in under its own role, which takes the place of the user in this address."""
    replica: str = ""
    """Where the edge reads, if not from the primary."""
    nats: str = "nats://127.0.0.1:4222"
    redis: str = "redis://127.0.0.1:6379/0"

    role_secret: SecretStr = SecretStr("")
    """From which the password of each role follows; empty where the server trusts its network, as the local one."""

    def dsn(self, role: str) -> str:
        parts, password = urlsplit(self.postgres), self.password(role)
        who = f"{role}:{password}" if password else role
        return urlunsplit(parts._replace(netloc=f"{who}@{parts.netloc.rpartition('@')[2]}"))

    def password(self, role: str) -> str | None:
        secret = self.role_secret.get_secret_value().encode()
        return hmac.new(secret, role.encode(), hashlib.sha256).hexdigest() if secret else None


def app(*services: Service) -> FastStream:
    """What `faststream run` runs: one worker with a lane of each service, as the environment says."""
    return worker(KafkaSettings(), lambda: open_lanes(services, MeshSettings(), KafkaSettings()))


@asynccontextmanager
async def open_lanes(
    services: Sequence[Service],
    mesh: MeshSettings,
    kafka: KafkaSettings,
    shell: ShellSettings | None = None,
    started: Callable[[list[Lane]], None] = lambda _: None,
    sight: SightSettings | None = None,
) -> AsyncIterator[list[Lane]]:
    """The lanes live until the block is left; `started` is told of them."""
    sight = sight or SightSettings()
    async with AsyncExitStack() as stack:
        tracer = open_tracer(sight, kafka.worker)
        stack.push_async_callback(asyncio.to_thread, tracer.close)
        nats, producer = Nats(mesh.nats), KafkaProducer(kafka)
        await nats.start()
        stack.push_async_callback(nats.stop)
        stack.push_async_callback(producer.stop)
        lanes: list[Lane] = []
        for service in services:
            store = await PostgresStore.open(mesh.dsn(service.name), service)
            stack.push_async_callback(store.close)
            resources = await stack.enter_async_context(resources_for(service))
            lane = Lane(service, store, producer, nats, resources, shell, tracer)
            await stack.enter_async_context(background(lane.run()))
            await stack.enter_async_context(background(rotate(store)))
            for job in service.jobs:
                await stack.enter_async_context(background(repeat(job, store, nats)))
            lanes.append(lane)
        await stack.enter_async_context(shown(lanes, sight))
        started(lanes)
        yield lanes


def resources_for(service: Service) -> AbstractAsyncContextManager[dict[str, Any]]:
    return service.resources() if service.resources else nothing()


@asynccontextmanager
async def nothing() -> AsyncIterator[dict[str, Any]]:
    yield {}


async def repeat(job: Job, store: PostgresStore, nats: Nats) -> None:
    """What fails is said, and tried again when its time comes next."""
    while True:
        await asyncio.sleep(job.every)
        try:
            await job.run(store.pool, nats.tell)
        except Exception:
            log.exception("the job %s failed", job.name)


async def rotate(store: PostgresStore) -> None:
    while True:
        await asyncio.sleep(ROTATE_EVERY)
        await store.rotate_inbox()
