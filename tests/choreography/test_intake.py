"""What a record, or a row that waits, is taken for, by where it lies."""

from datetime import UTC, datetime

import pytest

from choreography.changes import Waiting
from choreography.envelope import Envelope
from choreography.intake import Item, from_record, from_waiting, keepable
from choreography.ports import Record
from contracts.base import Command, Message
from contracts.bookings import RequestBooking
from handlers.bookings import bookings
from handlers.payments import payments
from handlers.payments.own import IntentClosed
from ops import registry

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
CLOSED = IntentClosed(
    event_id="e1", booking_id="b1", buyer_id="ann", provider_id="pi", status="succeeded", price=100, currency="eur"
)
"""What payments says to itself once the provider has the money."""


def said(name: str, topic: str, key: str = "k") -> Envelope:
    return Envelope("m1", name, "somebody", NOON, topic, key, "s", "c1")


def found(service: str, name: str, topic: str) -> Item:
    """A record of nothing but its headers, which are in order."""
    headers = tuple(said(name, topic).headers())
    return from_record(registry.service(service), Record(topic, 0, 1, NOON, b"k", b"{}", headers))


def waiting(message: Message, topic: str, key: str = "") -> Waiting:
    """A dead letter that an operator has tried again, under its own key or another."""
    envelope = said(type(message).__name__, topic, key or message.key)
    return Waiting(envelope, message.model_dump_json().encode(), 0, "next", NOON, NOON)


@pytest.mark.parametrize("name", registry.NAMES)
def test_a_message_on_the_topic_of_another_is_dead(name: str) -> None:
    service = registry.service(name)
    for message in service.steps:
        for topic in set(service.topics) - {message.TOPIC} if message.TOPIC else ():
            item = found(name, message.__name__, topic)
            assert item.message is None and item.error == f"{message.__name__} is said on {message.TOPIC} alone"


@pytest.mark.parametrize("name", registry.NAMES)
def test_a_message_on_its_own_topic_is_read(name: str) -> None:
    for message in registry.service(name).steps:
        if message.TOPIC:
            assert "is said on" not in found(name, message.__name__, message.TOPIC).error


@pytest.mark.parametrize("name", registry.NAMES)
def test_what_a_service_says_to_itself_is_believed_from_no_topic(name: str) -> None:
    service = registry.service(name)
    for own in set(service.own.values()) & set(service.steps):
        for topic in {*service.topics, service.itself}:
            item = found(name, own.__name__, topic)
            assert item.message is None and item.error == f"{own.__name__} is said to oneself alone"


@pytest.mark.parametrize("name", registry.NAMES)
def test_an_effect_on_a_topic_is_never_performed(name: str) -> None:
    service = registry.service(name)
    for effect in service.performers:
        assert all(found(name, effect.__name__, topic).message is None for topic in service.topics)


def test_a_forged_word_that_is_tried_again_is_dead_again() -> None:
    forged = from_waiting(payments, waiting(CLOSED, "users.events"))
    assert forged.message is None and forged.error == "IntentClosed is said to oneself alone"
    assert from_waiting(payments, waiting(CLOSED, payments.itself)).message == CLOSED


def test_a_command_on_the_topic_of_another_or_under_its_key_that_is_tried_again_is_dead_again() -> None:
    asked = RequestBooking(event_id="e1", booking_id="b1", buyer_id="ann", ticket_type="adult", quantity=1)
    strange = from_waiting(bookings, waiting(asked, "payments.events"))
    assert strange.error == "RequestBooking is said on bookings.commands alone"
    assert from_waiting(bookings, waiting(asked, asked.TOPIC)).message == asked
    assert from_waiting(bookings, waiting(asked, asked.TOPIC, "k")).error == "RequestBooking: said under another key"


@pytest.mark.parametrize("name", registry.NAMES)
def test_a_command_that_the_asked_does_not_know_is_dead_and_a_fact_that_nobody_here_knows_is_passed_over(
    name: str,
) -> None:
    service = registry.service(name)
    asked = {message.TOPIC for message in service.steps if issubclass(message, Command) and name == message.SERVICE}
    for topic in service.topics:
        item = found(name, "InventLater", topic)
        assert item.error == (f"{name} has no step for InventLater" if topic in asked else "")
        assert (item.envelope is None) == (topic not in asked)


@pytest.mark.parametrize("type_", [b"\xff", b"", None])
def test_a_type_that_is_no_name_is_dead_wherever_it_lies(type_: bytes | None) -> None:
    headers = [(name, value) for name, value in said("any", "catalog.events").headers() if name != "ce_type"]
    record = Record("catalog.events", 0, 1, NOON, b"k", b"{}", (*headers, ("ce_type", type_)))
    item = from_record(bookings, record)
    assert item.message is None and item.error and item.envelope


def test_services_that_are_handed_one_record_share_what_was_read_of_its_headers() -> None:
    headers = tuple(said("PaymentSucceeded", "payments.events").headers())
    record = Record("payments.events", 0, 1, NOON, b"k", b"{}", headers)
    first, second = (from_record(registry.service(name), record) for name in ("audit", "views"))
    assert first.envelope is second.envelope is record.envelope
    assert record == Record("payments.events", 0, 1, NOON, b"k", b"{}", headers)


def test_why_something_is_dead_can_be_kept_whatever_it_quotes() -> None:
    assert keepable("a\0b, \ud83c, 🎭") == "ab, ?, 🎭"
