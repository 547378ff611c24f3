"""The AsyncAPI document, turned to what a reader asks: which channels, which messages, who says and who hears them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from edge.reference.prose import Schema, limits_of, type_of

DAY = 86_400_000
"""Milliseconds."""
MINUTE = 60_000


@dataclass(frozen=True)
class Field:
    name: str
    type: Markup
    limits: str
    required: bool
    default: str
    """As JSON; empty if there is none."""
    meaning: str


@dataclass
class Said:
    """One message, or one type that messages are made of; `anchor` is its place on the page."""

    anchor: str
    name: str
    text: str
    fields: tuple[Field, ...]
    kind: str = ""
    key: str = ""
    answers: tuple[str, ...] = ()
    status: int = 0
    example: str = ""
    """As JSON; empty if there is none."""
    channels: list[str] = field(default_factory=list)
    said_by: set[str] = field(default_factory=set)
    heard_by: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Channel:
    name: str
    address: str
    server: str
    text: str
    kept: str
    partitions: int
    messages: tuple[Said, ...]


@dataclass(frozen=True)
class Chapters:
    channels: tuple[Channel, ...]
    messages: tuple[Said, ...]
    types: tuple[Said, ...]


def chapters(document: dict[str, Any]) -> Chapters:
    schemas: dict[str, Schema] = document["components"]["schemas"]
    named = {
        name: _said(name, name, one, schemas.get(name, {})) for name, one in document["components"]["messages"].items()
    }
    channels = tuple(_channel(name, one, named) for name, one in document["channels"].items())
    messages = {said.anchor: said for channel in channels for said in channel.messages}
    for name, operation in document["operations"].items():
        _hear(name, operation, channels)
    types = (_said(name, name, {}, schema) for name, schema in schemas.items() if name not in named)
    return Chapters(channels, tuple(sorted(messages.values(), key=lambda said: said.anchor.lower())), tuple(types))


def _channel(name: str, one: dict[str, Any], named: dict[str, Said]) -> Channel:
    kafka = one.get("bindings", {}).get("kafka", {})
    server = one["servers"][0]["$ref"].rpartition("/")[2] if "servers" in one else ""
    messages = tuple(_on(name, key, message, named) for key, message in one.get("messages", {}).items())
    for message in messages:
        message.channels.append(name)
    kept = _kept(kafka.get("topicConfiguration", {}).get("retention.ms"))
    text = one.get("description", "")
    return Channel(name, one["address"], server, text, kept, kafka.get("partitions", 0), messages)


def _on(channel: str, name: str, message: dict[str, Any], named: dict[str, Said]) -> Said:
    """A message of the bus has one place on the page; what is said on one channel alone has its name before it."""
    if "$ref" in message:
        return named[message["$ref"].rpartition("/")[2]]
    return _said(f"{channel}.{name}", name, message, message.get("payload", {}))


def _said(anchor: str, name: str, message: dict[str, Any], schema: Schema) -> Said:
    text = schema.get("description") or message.get("summary", "")
    shown = "".join(json.dumps(one["payload"], indent=2, ensure_ascii=False) for one in message.get("examples", ()))
    return Said(
        anchor, name, text, tuple(_fields(schema)), schema.get("x-kind", ""), schema.get("x-key", ""),
        tuple(schema.get("x-answers", ())), schema.get("x-status", 0), shown,
    )  # fmt: skip


def _fields(schema: Schema) -> Iterator[Field]:
    needed = schema.get("required", ())
    for name, one in sorted(schema.get("properties", {}).items(), key=lambda pair: (pair[0] not in needed, pair[0])):
        default = json.dumps(one["default"]) if "default" in one else ""
        yield Field(name, type_of(one), limits_of(one), name in needed, default, one.get("description", ""))


def _hear(name: str, operation: dict[str, Any], channels: tuple[Channel, ...]) -> None:
    who = name.partition(".")[0].replace("-", " ")
    channel = operation["channel"]["$ref"].rpartition("/")[2]
    names = {one["$ref"].rpartition("/")[2] for one in operation.get("messages", ())}
    for message in (said for one in channels if one.name == channel for said in one.messages):
        if message.name in names or not names:
            (message.said_by if operation["action"] == "send" else message.heard_by).add(who)


def _kept(milliseconds: int | None) -> str:
    if milliseconds is None:
        return ""
    if milliseconds < 0:
        return "for ever"
    return f"{milliseconds // DAY} days" if milliseconds >= DAY else f"{milliseconds // MINUTE} minutes"
