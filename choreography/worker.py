"""One process: the lanes of some services, and what they need, on the real servers."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from faststream import FastStream

from choreography.jobs import repeat
from choreography.kafka.broker import worker
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.lane import Lane
from choreography.mesh import MeshSettings
from choreography.nats import Nats
from choreography.opening import opened
from choreography.resetting import resetting
from choreography.rounds import rounds
from choreography.secrets import refuse_weak_secrets
from choreography.service import Job, Service
from choreography.settings import ShellSettings
from choreography.sight.logs import configure, lines_to
from choreography.sight.serve import shown
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import open_tracer
from choreography.tasks import background

ROTATION = Job("rotate inbox", 3600.0, lambda store, _: store.rotate_inbox(), at_once=True)
"""Whether the inbox needs a new day: there are always some to come, so that a look may fail. After days of standing
still there are none, and nothing could be saved until one is made.
"""


def alone(service: Service) -> FastStream:
    """What `faststream run` finds. Nobody else has seen to this process's lines and secrets: raises WeakSecret."""
    writes_lines(service.name)
    refuse_weak_secrets()
    return app(service)


def writes_lines(services: str) -> None:
    """From now on this process's log lines are those of a worker of these services."""
    sight, name = SightSettings(), KafkaSettings().worker
    configure(sight.log_level, services, name, lines_to(sight, services, name))


def app(*services: Service) -> FastStream:
    """One worker with a lane of each service, as the environment says."""
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
    """The lanes live until the block is left; `started` is told of them. Raises what `opened` does."""
    sight = sight or SightSettings()
    async with AsyncExitStack() as stack:
        tracer = open_tracer(sight, kafka.worker)
        stack.push_async_callback(asyncio.to_thread, tracer.close)
        nats, producer = Nats(mesh.nats, ca=mesh.ca), KafkaProducer(kafka)
        await nats.start()
        stack.push_async_callback(nats.stop)
        stack.push_async_callback(producer.stop)
        if any(service.says for service in services):
            await stack.enter_async_context(background(producer.prepare()))
        lanes: list[Lane] = []
        for service, store, resources in await opened(services, mesh, stack):
            lane = Lane(service, store, producer, nats, resources, shell, tracer)
            await stack.enter_async_context(background(lane.run()))
            await stack.enter_async_context(resetting(lane, nats))
            await stack.enter_async_context(background(repeat(ROTATION, store, nats.tell)))
            for job in service.jobs:
                await stack.enter_async_context(background(repeat(job, store.place, nats.tell)))
            for round_ in service.rounds:
                await stack.enter_async_context(background(rounds(round_, producer)))
            lanes.append(lane)
        await stack.enter_async_context(shown(lanes, sight))
        started(lanes)
        yield lanes
