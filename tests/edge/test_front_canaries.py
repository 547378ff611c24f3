"""Known words go in at the front door; then every byte of every topic is read, and of all else that is written down."""

import json
import re
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from choreography.blind import BlindSettings, blind_index
from choreography.kafka.settings import KafkaSettings
from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.personal import opened
from choreography.postgres.keyring import PostgresKeyring
from contracts.identity import normal
from contracts.sealed import Sealed
from contracts.topics import topics
from ops import registry
from ops.stack import Addresses
from tests.choreography.sight.collector_stub import collecting
from tests.edge.boxes import boxed
from tests.edge.conftest import UNHURRIED
from tests.edge.front import WAITING, Front, Person, visiting
from tests.edge.told import Told, listened
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = [pytest.mark.real, pytest.mark.whole_log]
CARD = "4242424242424242"


async def every_byte(bootstrap: str) -> bytes:
    """Keys, values and header values of all records of all topics, one after another."""
    registry.services()
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False)
    await consumer.start()
    try:
        there = await consumer.topics()
        names = [spec.name for spec in topics() if spec.name in there]
        places = [TopicPartition(name, n) for name in names for n in range(KafkaSettings().partitions)]
        consumer.assign(places)
        await consumer.seek_to_beginning(*places)
        ends, found = await consumer.end_offsets(places), bytearray()
        while any([await consumer.position(place) < ends[place] for place in places]):
            for records in (await consumer.getmany(timeout_ms=500)).values():
                for record in records:
                    found += b"\n".join(
                        [record.key or b"", record.value or b"", *(v or b"" for _, v in record.headers)]
                    )
        return bytes(found)
    finally:
        await consumer.stop()


async def sealed_for(person_id: str, read: bytes, stack: Addresses) -> set[str]:
    """The texts of all boxes that are sealed to this person, opened as the mailer would."""
    boxes = re.findall(rb'\{"person_id":"%s"[^}]*\}' % person_id.encode(), read)
    async with asyncpg.create_pool(MeshSettings(postgres=stack.postgres).dsn("email"), min_size=1) as pool:
        keyring = PostgresKeyring(pool, KeyringSettings().master_key())
        return {await opened(keyring, Sealed.model_validate_json(box)) for box in boxes}


@pytest.fixture
async def told(fleet: Fleet, tmp_path: Path, stack_data: Path) -> AsyncIterator[Told]:
    """A worker and an edge of their own, every request of which is traced."""
    with collecting() as heard:
        env = {"BOXOFFICE_OTLP_ENDPOINT": heard.url, "BOXOFFICE_TRACE_EVERY": "0.2", "BOXOFFICE_TRACE_RATIO": "1"}
        fleet.only("told", log=str(tmp_path / "worker.log"), **env)
        fleet.start("told edge", "--port", "0", run="edge", log=str(tmp_path / "edge.log"), **UNHURRIED, **env)
        told = Told([tmp_path, stack_data / "logs"], heard, fleet.addresses.redis)
        async with listened(told, fleet.addresses.nats):
            yield told
        for name in ("told edge", "told"):
            fleet.end(name)


@pytest.fixture
async def front(told: Told, fleet: Fleet, sink: dict[str, str]) -> AsyncIterator[Front]:
    async with visiting(str(fleet.said["told edge"]["url"]), sink["http"]) as front:
        yield front


def keyed() -> dict[str, str]:
    """What is said under a key is kept, to be said again."""
    return {"Idempotency-Key": uuid.uuid4().hex}


async def lives(front: Front, mark: str) -> tuple[Person, list[str], list[str], list[str]]:
    """Somebody registers, signs in, chooses another password: with all that is secret of it, the mailed codes, and
    what goes to identity.
    """
    mail, password, name = f"canary-{mark}@example.org", f"canary password {mark}", f"Canary {mark}"
    account = {"mail": mail, "password": password, "name": name}
    said = await front.client.post("/accounts", json=account | {"name": f"{name} {CARD}"})
    assert (said.status_code, said.json()["code"]) == (422, "card_number")
    for query in (mail, CARD):
        await front.client.get(f"/events/{query}", params={"q": query})
    assert (await front.client.post("/accounts", json=account, headers=WAITING | keyed())).status_code == 201
    said = await front.client.post("/sessions", json={"mail": mail, "password": password})
    person = Person(front.client, mail, said.json())
    refreshed = await front.client.post("/sessions/refresh", json={"refresh_token": person.tokens["refresh_token"]})
    person.tokens |= refreshed.json()
    codes = [await front.code(mail, "Verify your mail address")]
    assert (await front.client.post("/accounts/codes", json={"mail": mail, "purpose": "reset"})).status_code == 202
    codes.append(await front.code(mail, "A new password"))
    reset = {"mail": mail, "code": codes[1], "password": f"another {mark}"}
    assert (await front.client.post("/accounts/password", json=reset, headers=keyed())).status_code == 200
    signing_in = {"mail": mail, "password": reset["password"]}
    person.tokens = (await front.client.post("/sessions", json=signing_in)).json()
    factor = (await person.asks("POST", "/me/second-factor", json={"password": reset["password"]})).json()["key"]
    token = (await person.asks("POST", "/me/tokens", json={"name": name, "scopes": ["read"]}, headers=keyed())).json()
    answers = (said.json(), refreshed.json(), person.tokens)
    tokens = [answer[kind] for answer in answers for kind in ("access_token", "refresh_token")]
    proofs = [password, said.json()["refresh_token"], codes[1], reset["password"]]
    return person, [mark, mail, password, name, CARD, factor, token["token"], *tokens, *codes], codes, proofs


async def is_told_of(front: Front, person: Person, organiser: Person, event: str, mark: str) -> list[str]:
    """Invited and given a ticket by mail address; names who comes with it, and wants another address."""
    holder, new = f"Holder {mark}", f"moved-{mark}@example.org"
    founded = await organiser.asks("POST", "/organisations", json={"name": "The Old House"})
    invited = {"mail": person.mail, "role": "door"}
    members = f"/organisations/{founded.json()['organisation_id']}/members"
    assert (await organiser.asks("POST", members, json=invited, headers=keyed())).status_code < 300
    gift = {"mail": person.mail, "seats": ["stalls-A2"]}
    given = await organiser.asks("POST", f"/events/{event}/complimentary", json=gift, headers=WAITING | keyed())
    path = f"/bookings/{given.json()['booking_id']}"
    await person.sees(path, state="confirmed")
    assert (await person.asks("PUT", f"{path}/holders", json={"names": [holder]}, headers=keyed())).status_code < 300
    wish = {"address": new, "password": f"another {mark}"}
    assert (await person.asks("POST", "/me/mail", json=wish, headers=keyed())).status_code == 202
    return [holder, new, await front.code(new, "Your new mail address")]


async def test_nothing_secret_or_personal_lies_on_a_topic_in_a_log_in_a_span_in_redis_or_on_nats(
    front: Front, told: Told, stack: Addresses
) -> None:
    mark = uuid.uuid4().hex[:12]
    person, secrets, codes, proofs = await lives(front, mark)
    mail, name = secrets[1], secrets[3]
    home = {"name": name, "lines": [f"{mark} High Street"], "city": mark, "country": "GB"}
    assert (await person.asks("POST", "/me/addresses", json=home, headers=keyed())).status_code == 201
    organiser = await front.person(organiser=True)
    event = await front.on_sale(organiser, price=900)
    assert (await front.buys(person, event, "stalls-A1")).status_code == 201
    told_of = await is_told_of(front, person, organiser, event, mark)
    secrets += told_of
    me = (await person.sees("/me", name=name, mail=normal(mail)))["id"]
    await eventually(lambda: told.heard.named("POST /bookings"), within=10)
    read = {"topics": await every_byte(stack.kafka), **await told.everything()}
    assert not [(where, secret) for where, said in read.items() for secret in secrets if secret.encode() in said]
    assert {where for where, said in read.items() if event.encode() in said} >= {"topics", "NATS"}
    assert b"said:" in read["Redis"], "what was said under a key is there"
    assert b"POST /bookings" in read["log edge.log"] or b"/bookings" in read["log edge.log"]
    boxes = await sealed_for(me, read["topics"], stack)
    known = {mail, name, *codes, *told_of}
    (written,) = boxes - known
    assert known < boxes and home.items() <= json.loads(written).items()
    opened_there = await boxed(stack, blind_index(normal(mail), BlindSettings().secret))
    assert not [proof for proof in proofs if not any(proof in text for text in opened_there)]
