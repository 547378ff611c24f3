"""Identity and users as they run: lanes, effects and answers, on the bus in memory."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any, TypeVar

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from choreography.envelope import Envelope
from choreography.keyring import DataKey
from choreography.lane import Lane
from choreography.memory.books import Books
from choreography.memory.bus import MemoryBus, loop_clock
from choreography.memory.nats import MemoryNats
from choreography.memory.store import MemoryStore
from choreography.personal import seal_with
from choreography.sealing import open_sealed, public_text, seal
from contracts.base import Command
from contracts.identity import EnsureKeys, LogIn, RegisterUser, account_id, context
from contracts.topics import topics
from handlers.identity import identity as service
from handlers.identity.hasher import Hasher
from handlers.identity.settings import IdentitySettings
from handlers.users import users
from handlers.users.rows import Profile
from tests.eventually import eventually

ANN, PASSWORD = "a" * 32, "correct horse battery"
T = TypeVar("T")


@dataclass
class Mesh:
    bus: MemoryBus
    books: dict[str, Books]
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answered(self, subject: str, body: bytes, headers: object) -> None:
        self.answers[subject.split(".")[1]] = json.loads(body)["body"]

    async def ask(self, id_: str, command: Command) -> dict[str, Any]:
        """Its answer, as the edge hears it."""
        name = type(command).__name__
        envelope = Envelope(id_, name, "edge", loop_clock(), command.TOPIC, command.key, command.subject, id_)
        await self.bus.producer().send(envelope, command.model_dump_json().encode(), 1)
        return await eventually(lambda: self.answers.get(id_))  # type: ignore[arg-type,return-value]


@pytest.fixture
async def mesh(tools: dict[str, Any]) -> AsyncIterator[Mesh]:
    bus, nats = MemoryBus(2), MemoryNats()
    bus.create(spec.name for spec in topics())
    mesh = Mesh(bus, {one.name: Books(loop_clock) for one in (service, users)})
    await nats.listen("answers.>", mesh.answered)
    lives = []
    for one in (service, users):
        lane = Lane(one, MemoryStore(books=mesh.books[one.name]), bus.producer(), nats, tools)
        bus.join(lane)
        lives.append(asyncio.create_task(lane.run()))
    yield mesh
    for life in lives:
        life.cancel()
    await asyncio.gather(*lives, return_exceptions=True)


@pytest.fixture
def crowded(tools: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Iterator["Crowded"]:
    """What this mesh hashes with."""
    monkeypatch.setitem(tools, "hasher", hasher := Crowded())
    yield hasher
    hasher.gate.set()
    hasher.close()


async def test_a_person_registers_logs_in_and_has_a_profile(mesh: Mesh) -> None:
    key = await registered(mesh)
    edge = X25519PrivateKey.generate()
    started = await mesh.ask("c2", LogIn(**secret(key, "LogIn", "r2"), reply_to=public_text(edge)))
    tokens = json.loads(open_sealed(edge, started["tokens"], context("SessionStarted", ANN, "r2")))
    assert set(tokens) == {"access_token", "refresh_token"}
    assert await eventually(lambda: (account_id(ANN),) in mesh.books["users"].rows.get(Profile, {}))


async def test_more_log_ins_than_may_hash_at_once_wait_and_all_of_them_get_in(mesh: Mesh, crowded: "Crowded") -> None:
    key, reply_to = await registered(mesh), public_text(X25519PrivateKey.generate())
    before, boxes = crowded.asked, [secret(key, "LogIn", f"many{n}") for n in range(12)]
    asking = [asyncio.create_task(mesh.ask(box["request"], LogIn(**box, reply_to=reply_to))) for box in boxes]
    await eventually(lambda: crowded.asked == before + 12 and crowded.inside == 2)
    crowded.gate.set()
    assert all("tokens" in answer for answer in await asyncio.gather(*asking)) and crowded.most == 2


async def registered(mesh: Mesh) -> dict[str, Any]:
    """Ann is; the key to which credentials are sealed."""
    await mesh.ask("k1", EnsureKeys(ring="signing"))
    key = await mesh.ask("k2", EnsureKeys(ring="sealing"))
    mail = seal_with(DataKey(1, bytes(32)), account_id(ANN), "ann@example.org")
    await mesh.ask("c1", RegisterUser(**secret(key, "RegisterUser", "r1"), mail=mail))
    return key


def secret(key: dict[str, Any], message: str, request: str) -> dict[str, Any]:
    box = seal(key["public"], PASSWORD.encode(), context(message, ANN, request))
    return {"account": ANN, "request": request, "key_id": key["kid"], "secret": box}


class Crowded(Hasher):
    """Two passwords at a time; checks none before the gate is open."""

    def __init__(self) -> None:
        super().__init__(IdentitySettings(hash_passes=1, hash_memory=64, hash_threads=2))
        self.gate, self.counting = Event(), Lock()
        self.asked = self.inside = self.most = 0

    async def apart(self, work: Callable[[], T]) -> T:
        self.asked += 1
        return await super().apart(work)

    def right(self, hashed: str, password: str) -> bool:
        with self.counting:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.gate.wait(30)
        with self.counting:
            self.inside -= 1
        return super().right(hashed, password)
