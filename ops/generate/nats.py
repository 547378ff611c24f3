"""The NATS side of the AsyncAPI document: subjects that whoever is there hears, and nobody else."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from contracts import subjects
from ops.generate.docs_of import constants
from ops.generate.nats_parts import heard_by

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


def _body(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": sorted(fields)}


FRAME = _body(channel=TEXT, to=NUMBER, body={"type": "object"}, **{"from": NUMBER})
PAYLOADS: dict[str, dict[str, Any]] = {
    "answer": _body(id=TEXT, type=TEXT, body={"type": "object"}),
    "breaker_reset": {"type": "object"},
    "heads": {"type": "array", "items": _body(channel=TEXT, n=NUMBER)},
    "members": _body(account_id=TEXT, organisation_id=TEXT, role=TEXT),
    "revoked": TEXT,
    "risks": _body(account_id=TEXT, risk=TEXT),
}
"""By subject, what is said there; a feed has frames."""
NO_SUBJECT = {"buyer_of"}
"""A function that reads subjects, and makes none."""


def found() -> tuple[Subject, ...]:
    """Every subject of `contracts.subjects`; raises KeyError for one that has no payload here."""
    return (*_made(), *_named())


def _made() -> Iterator[Subject]:
    for name, function in inspect.getmembers(subjects, inspect.isfunction):
        if name not in NO_SUBJECT:
            names = tuple(inspect.signature(function).parameters)
            yield Subject(name, _address(function, names), names, inspect.getdoc(function) or "", _payload(name))


def _address(function: Callable[..., str], names: tuple[str, ...]) -> str:
    return function(*(f"{{{name}}}" for name in names))


def _named() -> Iterator[Subject]:
    """Without those that match others: nothing is said there."""
    docs = constants(inspect.getfile(subjects))
    for name, address in sorted(vars(subjects).items()):
        if name.isupper() and isinstance(address, str) and not address.endswith(">"):
            yield Subject(name.lower(), address, (), docs.get(name, "").replace("\n", " "), _payload(name.lower()))


def _payload(name: str) -> dict[str, Any]:
    return FRAME if name.endswith("_feed") else PAYLOADS[name]


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
    return {f"{who}.hears.nats.{one.name}": _hears(one) for one in found() for who in heard_by(one.address)}


def _hears(subject: Subject) -> dict[str, Any]:
    channel = f"#/channels/nats.{subject.name}"
    return {
        "action": "receive",
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/{subject.name}"}],
    }
