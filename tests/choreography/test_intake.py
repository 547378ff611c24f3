"""What a record is taken for, by where it lies."""

from datetime import UTC, datetime

import pytest

from choreography.envelope import Envelope
from choreography.intake import Item, from_record
from choreography.ports import Record
from contracts.base import Message
from ops import registry

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def found(service: str, message: type[Message], topic: str) -> Item:
    """A record of nothing but its headers, which are in order."""
    said = Envelope("m1", message.__name__, message.SERVICE, NOON, topic, "k", "s", "c1")
    return from_record(registry.service(service), Record(topic, 0, 1, NOON, b"k", b"{}", tuple(said.headers())))


@pytest.mark.parametrize("name", registry.NAMES)
def test_a_message_on_the_topic_of_another_is_dead(name: str) -> None:
    service = registry.service(name)
    for message in service.steps:
        for topic in set(service.topics) - {message.TOPIC} if message.TOPIC else ():
            item = found(name, message, topic)
            assert item.message is None and item.error == f"{message.__name__} is said on {message.TOPIC} alone"


@pytest.mark.parametrize("name", registry.NAMES)
def test_a_message_on_its_own_topic_is_read(name: str) -> None:
    for message in registry.service(name).steps:
        if message.TOPIC:
            assert "is said on" not in found(name, message, message.TOPIC).error
