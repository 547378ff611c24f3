"""The NATS side of the AsyncAPI document: subjects that whoever is there hears, and nobody else."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contracts import subjects

TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}


@dataclass(frozen=True)
class Subject:
    """`names` are the parameters within its address."""

    name: str
    address: str
    names: tuple[str, ...]
    doc: str
    payload: dict[str, Any]


def found() -> tuple[Subject, ...]:
    """Every subject of `contracts.subjects`."""
    return (
        _made(subjects.answer, _body(id=TEXT, type=TEXT, body={"type": "object"})),
        _made(subjects.event_feed, FRAME),
        _made(subjects.booking_feed, FRAME),
        _made(subjects.queue_feed, FRAME),
        _made(subjects.place_feed, FRAME),
        _made(subjects.cancellation_feed, FRAME),
        _made(subjects.notice_feed, FRAME),
        Subject("heads", subjects.HEADS, (), "The last numbers of the feeds that changed lately.", HEADS),
        Subject("revoked", subjects.REVOKED, (), "A session that is over from now on: its `sid`, as text.", TEXT),
    )


def _made(function: Callable[..., str], payload: dict[str, Any]) -> Subject:
    names = tuple(inspect.signature(function).parameters)
    address = function(*(f"{{{name}}}" for name in names))
    return Subject(function.__name__, address, names, inspect.getdoc(function) or "", payload)


def _body(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": sorted(fields)}


FRAME = _body(channel=TEXT, to=NUMBER, body={"type": "object"}, **{"from": NUMBER})
HEADS = {"type": "array", "items": _body(channel=TEXT, n=NUMBER)}


def channels() -> dict[str, Any]:
    return {f"nats.{one.name}": _channel(one) for one in found()}


def _channel(subject: Subject) -> dict[str, Any]:
    message = {"name": subject.name, "summary": subject.doc, "payload": subject.payload}
    return {
        "address": subject.address,
        "servers": [{"$ref": "#/servers/nats"}],
        "parameters": {name: {"description": name.replace("_", " ")} for name in subject.names},
        "messages": {subject.name: message},
    }


def operations() -> dict[str, Any]:
    return {
        f"edge.hears.nats.{one.name}": {
            "action": "receive",
            "channel": {"$ref": f"#/channels/nats.{one.name}"},
            "messages": [{"$ref": f"#/channels/nats.{one.name}/messages/{one.name}"}],
        }
        for one in found()
    }
