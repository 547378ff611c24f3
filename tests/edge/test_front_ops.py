import uuid
from datetime import UTC, datetime

import pytest

from choreography.blind import BlindSettings, blind_index
from choreography.envelope import Envelope
from choreography.kafka.producer import KafkaProducer
from choreography.kafka.settings import KafkaSettings
from contracts.identity import GrantRole, normal
from ops.stack import Addresses
from tests.edge.front import Front, Person
from tests.eventually import eventually

pytestmark = pytest.mark.real


async def made_operator(person: Person, stack: Addresses) -> None:
    """As the command line does it; the role is in the tokens from the next sign-in on."""
    said = GrantRole(account=blind_index(normal(person.mail), BlindSettings().secret), role="operator")
    id_, producer = str(uuid.uuid4()), KafkaProducer(KafkaSettings(bootstrap=stack.kafka))
    envelope = Envelope(id_, "GrantRole", "test", datetime.now(UTC), said.TOPIC, said.key, said.subject, id_)
    await producer.send(envelope, said.model_dump_json().encode(), 10)
    await producer.stop()

    async def is_one() -> bool:
        await person.logs_in()
        return "operator" in (await person.asks("GET", "/me")).json()["roles"]

    await eventually(is_one, within=15, every=0.5)


async def test_an_operator_sees_how_far_the_services_are_behind(front: Front, stack: Addresses) -> None:
    person = await front.person()
    assert (await person.asks("GET", "/ops/lanes")).json()["code"] == "role_missing"
    await made_operator(person, stack)
    said = await person.asks("GET", "/ops/lanes")
    assert said.status_code == 200 and {"bookings", "inventory", "identity"} <= said.json().keys()
