"""The Kafka side of the AsyncAPI document: a channel for each topic, what each service hears and says on it."""

from typing import Any

from choreography.kafka.settings import KafkaSettings
from choreography.kafka.topics import Topic
from choreography.service import Service
from contracts.base import Message
from contracts.topics import TopicSpec
from ops.generate.house import House, kind
from ops.generate.text import first_line

KAFKA = "0.5.0"
"""Of the binding."""


def channels(house: House) -> dict[str, Any]:
    return {spec.name: _channel(house, spec) for spec in house.topics}


def _channel(house: House, spec: TopicSpec) -> dict[str, Any]:
    partitions = KafkaSettings.model_fields["partitions"].default
    config = Topic(spec.name, partitions, spec.retention).config
    topic = {"cleanup.policy": ["delete"], "retention.ms": int(config["retention.ms"])}
    return {
        "address": spec.name,
        "servers": [{"$ref": "#/servers/kafka"}],
        "messages": {one.__name__: {"$ref": f"#/components/messages/{one.__name__}"} for one in house.on(spec.name)},
        "bindings": {"kafka": {"partitions": partitions, "topicConfiguration": topic, "bindingVersion": KAFKA}},
    }


def messages(house: House) -> dict[str, Any]:
    return {one.__name__: _message(one) for one in house.messages}


def _message(message: type[Message]) -> dict[str, Any]:
    key = {"type": "string", "description": f"`{message.KEY}`: messages with one key stand in one order"}
    return {
        "name": message.__name__,
        "title": message.__name__,
        "summary": first_line(message),
        "tags": [{"name": kind(message)}],
        "contentType": "application/json",
        "headers": {"$ref": "#/components/schemas/Headers"},
        "payload": {"$ref": f"#/components/schemas/{message.__name__}"},
        "correlationId": {"location": "$message.header#/ce_correlation"},
        "bindings": {"kafka": {"key": key, "bindingVersion": KAFKA}},
    }


def operations(house: House) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for spec in house.topics:
        on = house.on(spec.name)
        for service in house.services:
            if heard := [one for one in on if one in service.steps]:
                found[f"{service.name}.hears.{spec.name}"] = _operation("receive", spec.name, heard) | _group(service)
        for speaker in sorted({one for message in on for one in house.said_by(message)}):
            said = [one for one in on if speaker in house.said_by(one) and _speaks(speaker, one, spec.name)]
            if said:
                found[f"{speaker.replace(' ', '-')}.says.{spec.name}"] = _operation("send", spec.name, said)
    return found


def _speaks(speaker: str, message: type[Message], topic: str) -> bool:
    """A refusal is on the topic of the service that refuses."""
    return bool(message.TOPIC) or topic == f"{speaker}.events"


def _operation(action: str, topic: str, carried: list[type[Message]]) -> dict[str, Any]:
    names = [{"$ref": f"#/channels/{topic}/messages/{one.__name__}"} for one in carried]
    return {"action": action, "channel": {"$ref": f"#/channels/{topic}"}, "messages": names}


def _group(service: Service) -> dict[str, Any]:
    group = {"type": "string", "enum": [service.name]}
    return {"bindings": {"kafka": {"groupId": group, "bindingVersion": KAFKA}}}
