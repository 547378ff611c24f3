"""The AsyncAPI document: every topic, subject and socket message, and no reference that leads nowhere."""

import ast
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from choreography.envelope import Envelope
from choreography.testing import START
from contracts import subjects
from contracts.base import MESSAGES
from contracts.inventory import SeatsHeld
from edge.live import messages as live_messages
from handlers.realtime.frames import event_body
from ops.generate import live, nats
from ops.generate.asyncapi import document
from ops.generate.house import House, house
from ops.generate.nats_parts import heard_by, said_by
from ops.generate.source import ROOT, trees

HELD = SeatsHeld(
    event_id="e", booking_id="e-b", buyer_id="ben", ticket_type="standing", quantity=1, attempt=1, price=1,
    currency="EUR",
    stock_seq=2, counts={"standing": {"held": 1, "sold": 0, "blocked": 0}}, free={"standing": 3},
)  # fmt: skip
ENVELOPE = Envelope("1", "SeatsHeld", "inventory", START, "inventory.events", "e", "e-b", "1")
LINK = {"type": "object", "required": ["$ref"], "properties": {"$ref": {"pattern": "^#/"}}}
ESSENTIALS: dict[str, Any] = {
    "type": "object",
    "required": ["asyncapi", "info", "channels", "operations", "components"],
    "properties": {
        "asyncapi": {"const": "3.0.0"},
        "info": {"required": ["title", "version"]},
        "channels": {
            "additionalProperties": {
                "required": ["address", "messages", "servers"],
                "properties": {"servers": {"items": LINK}, "parameters": {"type": "object"}},
            }
        },
        "operations": {
            "additionalProperties": {
                "required": ["action", "channel", "messages"],
                "properties": {
                    "action": {"enum": ["send", "receive"]},
                    "channel": LINK,
                    "messages": {"items": LINK, "minItems": 1},
                },
            }
        },
        "components": {
            "properties": {
                "messages": {"additionalProperties": {"required": ["name", "payload", "headers", "bindings"]}}
            }
        },
    },
}
"""What of AsyncAPI 3.0 the document uses."""


@pytest.fixture(scope="module")
def whole() -> House:
    return house()


@pytest.fixture(scope="module")
def made(whole: House) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(document(whole)))
    return found


def links(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from links(one)


def test_it_is_an_asyncapi_document(made: dict[str, Any]) -> None:
    jsonschema.validate(made, ESSENTIALS)


def test_every_reference_leads_somewhere(made: dict[str, Any]) -> None:
    for link in set(links(made)):
        place: Any = made
        for part in link.removeprefix("#/").split("/"):
            place = place[part.replace("~1", "/").replace("~0", "~")]


def test_each_topic_is_a_channel_with_one_message_for_each_member(made: dict[str, Any], whole: House) -> None:
    for spec in whole.topics:
        channel = made["channels"][spec.name]
        assert set(channel["messages"]) == {one.__name__ for one in whole.on(spec.name)}
        assert channel["bindings"]["kafka"]["partitions"] == 12
    assert made["channels"]["bookings.events"]["bindings"]["kafka"]["topicConfiguration"]["retention.ms"] == -1


def test_who_hears_is_in_the_group_of_its_name_and_who_says_sends(made: dict[str, Any]) -> None:
    heard = made["operations"]["inventory.hears.bookings.events"]
    assert heard["bindings"]["kafka"]["groupId"]["enum"] == ["inventory"]
    assert {"$ref": "#/channels/bookings.events/messages/BookingRequested"} in heard["messages"]
    assert made["operations"]["edge.says.bookings.commands"]["action"] == "send"


def test_headers_are_those_that_the_envelope_writes(made: dict[str, Any]) -> None:
    headers = made["components"]["schemas"]["Headers"]["properties"]
    assert {"ce_id", "ce_type", "ce_correlation", "ce_causation", "ce_actor", "ce_version", "traceparent"} <= set(
        headers
    )


def test_every_nats_subject_is_a_channel(made: dict[str, Any]) -> None:
    addresses = {channel["address"] for name, channel in made["channels"].items() if name.startswith("nats.")}
    constants = {one for name, one in vars(subjects).items() if name.isupper() and isinstance(one, str)}
    assert constants - addresses == {subjects.ANSWERS, subjects.LIVE}
    assert {"live.event.{event_id}", "answers.{command_id}.{body_hash}", "breakers.{service}.{dependency}"} <= addresses
    assert {"live.booking.{buyer_id}.{booking_id}", "live.place.{buyer_id}.{place_id}"} <= addresses


def test_every_nats_subject_is_told_by_somebody_and_heard(made: dict[str, Any]) -> None:
    found = {one.address: (said_by(one.address), heard_by(one.address)) for one in nats.found()}
    assert all(said and heard for said, heard in found.values())
    assert found[subjects.MEMBERS] == found[subjects.RISKS] == (("users",), ("edge",))
    assert found[subjects.REVOKED][0] == ("identity",)
    assert found["breakers.{service}.{dependency}"] == (
        ("email", "identity", "payments"),
        ("edge", "email", "identity", "payments"),
    )
    assert "payments.hears.nats.breaker_reset" in made["operations"]


def test_the_text_of_a_nats_subject_is_that_of_its_contract() -> None:
    assert all(one.doc for one in nats.found())
    assert "account_id" in next(one.doc for one in nats.found() if one.address == subjects.RISKS)


def test_what_an_events_news_add_up_to_is_described(made: dict[str, Any]) -> None:
    body = made["channels"]["live"]["messages"]["server.news"]["payload"]["properties"]["body"]["properties"]
    told = json.loads(event_body("held", HELD, ENVELOPE))
    assert {"seats", "counts", "free"} <= body.keys() & told.keys()
    jsonschema.validate(told, {"properties": body})
    assert event_body("changed", HELD, ENVELOPE).endswith('"plan":2}') and "plan" in body


def test_what_the_socket_says_is_what_its_code_says(made: dict[str, Any]) -> None:
    calls = [node for tree in trees("edge/live") for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said = {ast.literal_eval(one.args[0]) for one in calls if getattr(one.func, "id", "") == "said"}
    assert said | {"news"} == set(live.SERVER)
    assert b'"type":"news"' in live_messages.news("event:opera", 1, 2, b"{}")


def test_the_page_about_the_socket_knows_the_same_messages(made: dict[str, Any]) -> None:
    text = (ROOT / "docs/live.md").read_text()
    for name in made["channels"]["live"]["messages"]:
        assert f'"type":"{name.partition(".")[2]}"' in text


def test_every_message_has_an_example_that_its_schema_takes(made: dict[str, Any]) -> None:
    channels = [one for channel in made["channels"].values() for one in channel["messages"].values()]
    said = [*made["components"]["messages"].values(), *(one for one in channels if "$ref" not in one)]
    for message in said:
        (shown,) = message["examples"]
        jsonschema.validate(shown["payload"], message["payload"] | {"components": made["components"]})
    assert len(said) > len(MESSAGES)


def test_every_example_is_a_message_as_its_contract_has_it(made: dict[str, Any]) -> None:
    for name, message in made["components"]["messages"].items():
        assert MESSAGES[name].model_validate(message["examples"][0]["payload"]), name
