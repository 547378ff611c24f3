"""The mesh in this process and in real time: every service's lane, and the bus between them."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from choreography.jobs import repeat, resources_for
from choreography.kafka.settings import KafkaSettings
from choreography.keyring import MemoryKeyring
from choreography.lane import Lane
from choreography.memory.books import Books
from choreography.memory.bus import MemoryBus
from choreography.memory.nats import MemoryNats
from choreography.memory.store import MemoryStore, wall_clock
from choreography.resetting import resetting
from choreography.rounds import rounds
from choreography.service import Service
from choreography.sight.tracer import SILENT, Tracer
from choreography.tasks import background
from contracts.topics import topics
from handlers.email.contacts import MemoryContacts
from handlers.email.hourly import MemoryHourly
from handlers.email.pace import Pace
from handlers.email.post import SmtpPost
from handlers.email.settings import MailSettings
from handlers.identity.resources import tools
from handlers.identity.settings import IdentitySettings
from handlers.payments.settings import StripeSettings
from handlers.payments.stripe_gateway import stripe_gateway
from ops import registry
from ops.inspector.memory import MemoryInspector


@dataclass
class Mesh:
    """Nothing here is bounded in time: logs and inboxes keep what they have until the process ends."""

    bus: MemoryBus
    tracer: Tracer = SILENT
    nats: MemoryNats = field(default_factory=MemoryNats)
    keyring: MemoryKeyring = field(default_factory=MemoryKeyring)
    stores: dict[str, MemoryStore] = field(default_factory=dict)
    lanes: list[Lane] = field(default_factory=list)

    @property
    def books(self) -> dict[str, Books]:
        """By service."""
        return {name: store.books for name, store in self.stores.items()}

    @property
    def inspector(self) -> MemoryInspector:
        return MemoryInspector(self.books, self.bus, self.keyring)


@asynccontextmanager
async def memory_mesh(tracer: Tracer = SILENT) -> AsyncIterator[Mesh]:
    """The lanes live until the block is left. There are as many partitions as Kafka would have."""
    mesh = Mesh(MemoryBus(KafkaSettings().partitions, clock=wall_clock), tracer)
    mesh.bus.create(spec.name for spec in topics())
    mesh.stores |= {name: MemoryStore() for name in registry.NAMES}
    async with AsyncExitStack() as stack:
        for service in registry.services():
            await _live(mesh, service, stack)
        stack.push_async_callback(mesh.bus.stop)
        yield mesh


async def _live(mesh: Mesh, service: Service, stack: AsyncExitStack) -> None:
    store, resources = mesh.stores[service.name], await _resources(mesh, service, stack)
    lane = Lane(service, store, mesh.bus.producer(), mesh.nats, resources, tracer=mesh.tracer)
    mesh.lanes.append(lane)
    mesh.bus.join(lane)
    await stack.enter_async_context(background(lane.run()))
    await stack.enter_async_context(resetting(lane, mesh.nats))
    for job in service.jobs:
        await stack.enter_async_context(background(repeat(job, store.place, mesh.nats.tell)))
    for round_ in service.rounds:
        await stack.enter_async_context(background(rounds(round_, mesh.bus.producer())))


async def _resources(mesh: Mesh, service: Service, stack: AsyncExitStack) -> dict[str, Any]:
    """Some are in the database; in memory people and their keys are found in the books."""
    if service.name == "email":
        contacts, post = MemoryContacts(mesh.stores["email"].books), SmtpPost(MailSettings())
        stack.push_async_callback(post.close)
        return {
            "contacts": contacts,
            "keyring": mesh.keyring,
            "post": post,
            "pace": Pace(MailSettings().news_per_minute),
            "hourly": MemoryHourly(MailSettings().hourly),
        }
    if service.name == "users":
        return {"keyring": mesh.keyring}
    if service.name == "payments":
        gateway = await stack.enter_async_context(stripe_gateway(StripeSettings()))
        return {"gateway": gateway, "keyring": mesh.keyring}
    if service.name == "identity":
        found = tools(IdentitySettings())
        stack.callback(found["hasher"].close)
        return found | {"keyring": mesh.keyring}
    return await stack.enter_async_context(resources_for(service))
