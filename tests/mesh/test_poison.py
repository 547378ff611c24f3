"""What is no message, on the memory mesh and on real servers: dead once, with a reason, and the next goes on."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer

from choreography.envelope import Envelope
from choreography.kafka.producer import KafkaProducer
from choreography.memory.producer import MemoryProducer
from choreography.partition import partition_of
from contracts.base import Message
from contracts.bookings import BookingConfirmed, RequestBooking
from contracts.identity import UserRegistered
from contracts.sealed import Sealed
from handlers.users.rows import Profile
from ops import registry
from ops.dead import Filter, Letter, letters
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish

LARGE, DEEP = 10 * 1024 * 1024, 100_000
Change = Mapping[str, Any]


@dataclass(frozen=True)
class Poison:
    """A sound message, spoilt: `fields` of its body, or the whole `body`; `headers` are in the place of its own."""

    error: str
    fields: Change = field(default_factory=dict)
    body: bytes | None = b""
    headers: Mapping[str, bytes | None] = field(default_factory=dict)
    nested: bool = False

    def spoilt(self, said: Message) -> bytes | None:
        if self.nested:
            return said.model_dump_json()[:-1].encode() + b', "deep": ' + b"[" * DEEP + b"]" * DEEP + b"}"
        if self.body != b"":
            return self.body
        return json.dumps(said.model_dump(mode="json") | self.fields).encode()


POISONS = {
    "broken JSON": Poison("RequestBooking: : Invalid JSON", body=b'{"event_id": "e1", '),
    "no text": Poison("Invalid JSON", body=b"\xff\xfe\x00"),
    "no body": Poison("Invalid JSON", body=None),
    "a list": Poison("should be an object", body=b"[]"),
    "a class by its name": Poison("event_id: Input should be a valid string", {"event_id": {"__class__": "os.system"}}),
    "a name with a zero byte": Poison("RequestBooking: add_ons.", {"add_ons": {"a\0b": 99}}),
    "deep nesting": Poison("recursion limit", nested=True),
    "ten megabytes": Poison("a body of 104859", {"more": "a" * LARGE}),
    "a header that is no text": Poison("headers: UnicodeDecodeError", headers={"ce_subject": b"\xff"}),
    "a header of nothing": Poison("headers: KeyError('ce_id')", headers={"ce_id": None}),
    "a header of a zero byte": Poison("a zero byte", headers={"ce_actor": b"a\0b"}),
    "a header without an end": Poison("70000 bytes", headers={"ce_correlation": b"x" * 70_000}),
    "a time without a zone": Poison("a time without a zone", headers={"ce_time": b"2026-06-01T12:00:00"}),
    "a type that is no text": Poison("headers: UnicodeDecodeError", headers={"ce_type": b"\xff"}),
    "a type of nothing": Poison("bookings has no step for ", headers={"ce_type": b""}),
    "a command of a newer release": Poison("no step for RequestLater", headers={"ce_type": b"RequestLater"}),
    "a version that is none": Poison("headers: ValueError", headers={"ce_version": b"9" * 200}),
}


def envelope(said: Message) -> Envelope:
    id_ = str(uuid.uuid4())
    return Envelope(
        id_, type(said).__name__, "test", datetime.now(UTC), said.TOPIC, said.key, said.subject, correlation=id_
    )


async def write(mesh: Mesh, said: Message, poison: Poison) -> None:
    """Into the log as it is, past everything that looks at what it sends."""
    own, body = dict(envelope(said).headers()), poison.spoilt(said)
    headers = tuple({**own, **poison.headers}.items())
    if isinstance(mesh.sender, MemoryProducer):
        bus = mesh.sender._bus
        bus.write((said.TOPIC, partition_of(said.key, bus.partitions)), said.key.encode(), body, headers)
        return
    assert isinstance(mesh.sender, KafkaProducer)
    settings = mesh.sender._settings
    packed = {"compression_type": "gzip", "max_request_size": 2 * LARGE, "max_batch_size": 2 * LARGE}
    async with AIOKafkaProducer(bootstrap_servers=settings.bootstrap, **packed) as raw:
        place = partition_of(said.key, settings.partitions)
        await raw.send_and_wait(said.TOPIC, body, key=said.key.encode(), partition=place, headers=list(headers))


async def dead(mesh: Mesh, service: str, key: str) -> list[Letter]:
    found = await letters(mesh.inspector, registry.NAMES, Filter(service))
    return [one for one in found if one.waiting.envelope.key == key]


@pytest.mark.parametrize("name", POISONS)
async def test_poison_is_dead_once_with_its_reason_and_its_partition_moves_on(mesh: Mesh, name: str) -> None:
    event = await on_sale(mesh)
    assert isinstance(await mesh.ask(wish(event, "stalls-A1")), BookingConfirmed)
    await write(mesh, wish(event, "stalls-A2"), POISONS[name])
    assert isinstance(await mesh.ask(wish(event, "stalls-A2")), BookingConfirmed)
    (letter,) = await eventually(lambda: dead(mesh, "bookings", event))
    assert letter.waiting.reason == "dead" and POISONS[name].error in letter.waiting.error
    assert not letter.waiting.blocks and len(letter.waiting.error) < 500


async def test_what_a_newer_schema_calls_something_else_is_dead_and_the_next_is_heard(mesh: Mesh) -> None:
    person = f"person-{uuid.uuid4().hex[:12]}"
    mail = Sealed(person_id=person, key_version=1, nonce="n", ciphertext="c")
    said = UserRegistered(account_id=person, request="r", mail=mail, roles=("buyer",))
    await write(mesh, said, Poison("", {"roles": ["buyer", "curator"]}))
    await mesh.say(said)
    await mesh.becomes("users", Profile, person)
    (letter,) = await eventually(lambda: dead(mesh, "users", person))
    assert letter.waiting.error.startswith("UserRegistered: roles.1: Input should be 'buyer'")


async def test_fields_that_nobody_knows_are_ignored_whatever_they_are_called(mesh: Mesh) -> None:
    event = await on_sale(mesh)
    strange = {
        "version": 9,
        "__class__": {"__reduce__": "os.system"},
        "__dict__": {},
        "model_config": {"extra": "allow"},
    }
    asked: RequestBooking = wish(event, "stalls-A1")
    await write(mesh, asked, Poison("", strange))
    assert isinstance(await mesh.ask(wish(event, "stalls-A2")), BookingConfirmed)
    seats = await mesh.ask(wish(event, "stalls-A1"))
    assert getattr(seats, "lost", ()) == ("stalls-A1",) and await dead(mesh, "bookings", event) == []
