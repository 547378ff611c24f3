"""Each part logs in at Kafka, and tries every topic and every group, those that are not its own too."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import GroupAuthorizationFailedError, KafkaConnectionError, TopicAuthorizationFailedError
from aiokafka.protocol.fetch import FetchRequest
from aiokafka.protocol.group import HeartbeatRequest

from choreography.kafka.access import KafkaAccess, connecting
from choreography.kafka.acls import allow_only, allowed
from choreography.kafka.topics import admin
from ops import registry
from ops.credentials.kafka import acls, rights
from ops.credentials.parts import ADMIN, PARTS
from ops.generate.house import house
from tests.ops.credentials.conftest import Guarded, known_as

pytestmark = pytest.mark.real
TOPICS = [spec.name for spec in house().topics]


@asynccontextmanager
async def connection(guarded: Guarded, part: str) -> AsyncIterator[AIOKafkaClient]:
    client = AIOKafkaClient(**connecting(guarded.at.kafka, guarded.kafka(part)))
    await client.bootstrap()
    yield client
    await client.close()


async def ask(client: AIOKafkaClient, request: Any) -> Any:
    return await client.send(client.get_random_node(), request)


@pytest.mark.parametrize("part", PARTS)
async def test_a_part_writes_the_topics_of_what_it_says_and_no_other(part: str, guarded: Guarded) -> None:
    async def written(topic: str) -> str:
        try:
            await producer.send_and_wait(topic, b"{}")
        except TopicAuthorizationFailedError:
            return ""
        return topic

    known = connecting(guarded.at.kafka, guarded.kafka(part))
    async with AIOKafkaProducer(**known, enable_idempotence=True) as producer:
        done = await asyncio.gather(*(written(topic) for topic in TOPICS))
    assert set(filter(None, done)) == rights(part).writes


@pytest.mark.parametrize("part", PARTS)
async def test_a_part_reads_the_topics_of_what_it_hears_and_no_other(part: str, guarded: Guarded) -> None:
    asked = [(topic, [(0, 0, 1024)]) for topic in TOPICS]
    async with connection(guarded, part) as client:
        answer = await ask(client, FetchRequest(0, 0, 1024 * 1024, 0, asked))
    codes = {topic: places[0][1] for topic, places in answer.topics}
    assert set(codes.values()) <= {0, TopicAuthorizationFailedError.errno} and codes.keys() == set(TOPICS)
    assert {topic for topic, code in codes.items() if code == 0} == rights(part).reads


@pytest.mark.parametrize("part", PARTS)
async def test_a_part_is_in_no_group_but_that_of_its_name(part: str, guarded: Guarded) -> None:
    async with connection(guarded, part) as client:
        codes = {
            group: (await ask(client, HeartbeatRequest(group, 1, "nobody"))).error_code for group in registry.NAMES
        }
    open_to_it = {group for group, code in codes.items() if code != GroupAuthorizationFailedError.errno}
    assert open_to_it == rights(part).groups


@pytest.mark.parametrize("user", ["", "bookings"])
async def test_who_says_no_password_or_a_wrong_one_is_not_let_in(user: str, guarded: Guarded) -> None:
    access = KafkaAccess(user=user, password="wrong", ca=guarded.ca)
    with pytest.raises(KafkaConnectionError):
        await AIOKafkaClient(**connecting(guarded.at.kafka, access)).bootstrap()


async def test_a_password_in_plain_text_is_not_taken(guarded: Guarded) -> None:
    plain = guarded.kafka("bookings").model_copy(update={"ca": ""})
    with pytest.raises(KafkaConnectionError):
        await AIOKafkaClient(**connecting(guarded.at.kafka, plain), request_timeout_ms=2000).bootstrap()


async def test_what_was_allowed_and_is_no_more_is_taken_back(guarded: Guarded) -> None:
    with known_as(guarded.kafka(ADMIN)):
        fewer = {one for one in acls() if one.who != "promotions"}
        await allow_only(guarded.at.kafka, fewer)
        async with admin(guarded.at.kafka) as client:
            assert await allowed(client) == fewer
        await allow_only(guarded.at.kafka, acls())
