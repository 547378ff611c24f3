"""Known words go in at the front door; then every byte of every topic is read."""

import json
import re
import uuid

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

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
from tests.edge.front import WAITING, Front, Person

pytestmark = pytest.mark.real
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


async def test_no_password_token_mail_or_card_lies_on_any_topic(front: Front, stack: Addresses) -> None:
    mark = uuid.uuid4().hex[:12]
    mail, password, name = f"canary-{mark}@example.org", f"canary password {mark}", f"Canary {mark}"
    account = {"mail": mail, "password": password, "name": name}
    said = await front.client.post("/accounts", json=account | {"name": f"{name} {CARD}"})
    assert (said.status_code, said.json()["code"]) == (422, "card_number")
    assert (await front.client.post("/accounts", json=account, headers=WAITING)).status_code == 201
    said = await front.client.post("/sessions", json={"mail": mail, "password": password})
    person = Person(front.client, mail, said.json())
    refreshed = await front.client.post("/sessions/refresh", json={"refresh_token": person.tokens["refresh_token"]})
    person.tokens |= refreshed.json()
    codes = [await front.code(mail, "Verify your mail address")]
    assert (await front.client.post("/accounts/codes", json={"mail": mail, "purpose": "reset"})).status_code == 202
    codes.append(await front.code(mail, "A new password"))
    reset = {"mail": mail, "code": codes[1], "password": f"another {mark}"}
    assert (await front.client.post("/accounts/password", json=reset)).status_code == 200
    signing_in = {"mail": mail, "password": reset["password"]}
    person.tokens = (await front.client.post("/sessions", json=signing_in)).json()
    home = {"name": name, "lines": [f"{mark} High Street"], "city": mark, "country": "GB"}
    assert (await person.asks("POST", "/me/addresses", json=home)).status_code == 201
    event = await front.on_sale(await front.person(organiser=True), price=900)
    assert (await front.buys(person, event, "stalls-A1")).status_code == 201
    me = (await person.sees("/me", name=name, mail=normal(mail)))["id"]
    read = await every_byte(stack.kafka)
    tokens = [answer.json()[kind] for answer in (said, refreshed) for kind in ("access_token", "refresh_token")]
    assert not [secret for secret in (mark, mail, password, name, CARD, *tokens, *codes) if secret.encode() in read]
    assert event.encode() in read
    boxes = await sealed_for(me, read, stack)
    (written,) = boxes - {mail, name, *codes}
    assert {mail, name, *codes} < boxes and home.items() <= json.loads(written).items()
    assert b'"secret"' in read, "the password is there, in a box"
