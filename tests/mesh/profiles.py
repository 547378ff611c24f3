"""One client, two meshes: in memory, and on the real servers. What a scenario says, it says to both."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, Protocol, TypeVar

from choreography.changes import Wanted
from choreography.envelope import Envelope
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from choreography.keyring import MemoryKeyring
from choreography.lane import Lane
from choreography.memory.bus import MemoryBus
from choreography.memory.nats import MemoryNats
from choreography.memory.store import MemoryStore
from choreography.mesh import MeshSettings
from choreography.nats import Nats
from choreography.ports import Ear, Sender, Store
from choreography.postgres.store import PostgresStore
from choreography.resetting import resetting
from choreography.row import Row
from choreography.sight.tracer import SILENT, Tracer
from contracts.base import MESSAGES, Message
from contracts.topics import topics
from handlers.email.contacts import MemoryContacts
from handlers.email.hourly import MemoryHourly
from handlers.email.pace import Pace
from handlers.email.post import MemoryPost
from handlers.payments.memory_gateway import MemoryGateway
from ops import registry
from ops.inspector import Inspector
from ops.inspector.memory import MemoryInspector
from ops.inspector.real import RealInspector
from tests.eventually import eventually

R = TypeVar("R", bound=Row)


class Listening(Ear, Protocol):
    """NATS, from the listener's side."""


class Mesh:
    """Says messages as the edge would, and looks at answers and rows."""

    def __init__(self, sender: Sender, stores: dict[str, Store], profile: str) -> None:
        self.sender, self.stores, self.profile = sender, stores, profile
        self.inspector: Inspector
        self.ear: Ear
        self.gateway = MemoryGateway(lambda: datetime.now(UTC))
        """The payment provider of the memory mesh..."""
        self.post, self.keyring = MemoryPost(), MemoryKeyring()
        """...its mail server, and its people's keys."""
        self.answers: dict[str, dict[str, Any]] = {}
        self.lanes: list[Lane] = []
        """Those that run in this process."""
        self.told: list[tuple[str, dict[str, Any]]] = []

    def hear(self, subject: str, body: bytes, headers: object) -> None:
        if subject.startswith("answers."):
            self.answers[subject.split(".")[1]] = json.loads(body)
        else:
            self.told.append((subject, json.loads(body)))

    async def say(
        self, message: Message, *, id: str = "", actor: str = "", traceparent: str = "", route: str = ""
    ) -> str:
        id_ = id or str(uuid.uuid4())
        envelope = Envelope(
            id=id_, type=type(message).__name__, source="test", time=datetime.now(UTC), topic=message.TOPIC,
            key=message.key, subject=message.subject, correlation=id_, actor=actor,
            traceparent=traceparent, route=route,
        )  # fmt: skip
        await self.sender.send(envelope, message.model_dump_json().encode(), 10)
        return id_

    async def answer(self, command_id: str) -> Message:
        said = await eventually(lambda: self.answers.get(command_id), within=15)
        return MESSAGES[said["type"]].model_validate(said["body"])

    async def ask(self, command: Message) -> Message:
        return await self.answer(await self.say(command))

    async def row(self, service: str, kind: type[R], *key: str) -> R | None:
        loaded = await self.stores[service].load(Wanted(rows={kind: {key}}))
        found: Any = loaded.rows.get(kind, {}).get(key)
        return found

    async def becomes(self, service: str, kind: type[R], *key: str, within: float = 15, **fields: Any) -> R:
        """The row, once these fields have these values."""

        async def there() -> R | None:
            row = await self.row(service, kind, *key)
            return row if row and all(getattr(row, name) == value for name, value in fields.items()) else None

        found = await eventually(there, within=within)
        assert found
        return found


@asynccontextmanager
async def memory_mesh(tracer: Tracer = SILENT) -> AsyncIterator[Mesh]:
    bus, nats = MemoryBus(), MemoryNats()
    stores: dict[str, Any] = {service.name: MemoryStore() for service in registry.services()}
    bus.create(spec.name for spec in topics())
    mesh = Mesh(bus.producer(), stores, "memory")
    mesh.inspector = MemoryInspector({name: store.books for name, store in stores.items()}, bus, mesh.keyring)
    mesh.ear = nats
    await nats.listen(">", mesh.hear)
    letters = {"contacts": MemoryContacts(stores["email"].books), "post": mesh.post, "keyring": mesh.keyring}
    letters |= {"pace": Pace(per_minute=60_000), "hourly": MemoryHourly(1_000)}
    given: dict[str, dict[str, Any]] = {
        "payments": {"gateway": mesh.gateway, "keyring": mesh.keyring},
        "email": letters,
        "users": {"keyring": mesh.keyring},
        "waiting_room": {"chance": token_hex},
    }
    lives, switches = [], AsyncExitStack()
    for service in registry.services():
        if service.resources and service.name not in given:
            continue
        lane = Lane(service, stores[service.name], bus.producer(), nats, given.get(service.name), tracer=tracer)
        mesh.lanes.append(lane)
        bus.join(lane)
        lives.append(asyncio.create_task(lane.run()))
        await switches.enter_async_context(resetting(lane, nats))
    yield mesh
    await switches.aclose()
    await bus.stop()
    for life in lives:
        life.cancel()
    await asyncio.gather(*lives, return_exceptions=True)


@asynccontextmanager
async def real_mesh(settings: MeshSettings, kafka: KafkaSettings) -> AsyncIterator[Mesh]:
    """The workers run elsewhere."""
    producer, nats = KafkaProducer(kafka), Nats(settings.nats)
    stores: dict[str, Any] = {}
    for service in registry.services():
        stores[service.name] = await PostgresStore.open(settings.dsn(service.name), service, size=1)
    mesh = Mesh(producer, stores, "real")
    inspector = mesh.inspector = RealInspector(settings, kafka)
    await nats.start()
    await eventually(lambda: nats.connected)
    await nats.listen(">", mesh.hear)
    yield mesh
    await inspector.close()
    await nats.stop()
    await producer.stop()
    for store in stores.values():
        await store.close()
