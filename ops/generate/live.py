"""The WebSocket side of the AsyncAPI document. What a client says is read from the code, what it hears stands here."""

import typing
from collections.abc import Iterable
from typing import Any

import msgspec

from edge.live import names
from edge.live.messages import ClientMessage

TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
CHANNEL: dict[str, Any] = {"type": "string", "pattern": f"^({names.ME}|{names.PUBLIC.pattern})$"}
OF_NEWS = {"type": "string", "pattern": f"^({names.PUBLIC.pattern}|notice:.+)$"}
MAYBE = [{"type": "null"}]
PLACES = {"type": "object", "properties": dict.fromkeys(("held", "sold", "blocked"), NUMBER)}
BODY: dict[str, Any] = {
    "type": "object",
    "description": "Of `event:ID`, what is so after the changes has these names; of others, the message's own fields.",
    "properties": {
        "seats": {"type": "object", "additionalProperties": {"enum": ["free", "held", "sold", "blocked"]}},
        "counts": {"type": "object", "additionalProperties": PLACES},
        "free": {"type": "object", "additionalProperties": NUMBER},
        "sale": {"enum": ["open", "closed"]},
        "plan": NUMBER,
    },
}

SERVER: dict[str, dict[str, Any]] = {
    "welcome": {"user": {"anyOf": [TEXT, *MAYBE]}, "expires_at": {"anyOf": [{**TEXT, "format": "date-time"}, *MAYBE]}},
    "subscribed": {"channel": CHANNEL, "at": {"anyOf": [NUMBER, *MAYBE]}},
    "unsubscribed": {"channel": CHANNEL},
    "news": {"channel": OF_NEWS, "from": NUMBER, "to": NUMBER, "body": BODY},
    "resync": {"channel": CHANNEL, "at": {"anyOf": [NUMBER, *MAYBE]}},
    "pong": {},
    "error": {"code": TEXT, "channel": TEXT},
    "bye": {"reason": TEXT},
}
"""What the server says, by `type`, with its fields. `docs/live.md` says what each means."""
OPTIONAL = {("error", "channel")}


def client() -> dict[str, Any]:
    """The schemas of what a client says, by `type`."""
    kinds = typing.get_args(ClientMessage)
    _, schemas = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    return {schemas[one.__name__]["properties"]["type"]["enum"][0]: schemas[one.__name__] for one in kinds}


def server() -> dict[str, Any]:
    return {name: _said(name, fields) for name, fields in SERVER.items()}


def _said(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    required = ["type", *(field for field in fields if (name, field) not in OPTIONAL)]
    return {"type": "object", "properties": {"type": {"const": name}, **fields}, "required": required}


def channel() -> dict[str, Any]:
    said = {f"client.{name}": one for name, one in client().items()}
    said |= {f"server.{name}": one for name, one in server().items()}
    return {
        "address": "/live",
        "description": "`docs/live.md` has the rules: numbers, gaps, closes.",
        "servers": [{"$ref": "#/servers/edge"}],
        "messages": {name: {"name": name, "payload": payload} for name, payload in said.items()},
        "bindings": {"ws": {"method": "GET", "bindingVersion": "0.1.0"}},
    }


def operations() -> dict[str, Any]:
    return {
        "edge.hears.live": _operation("receive", "client", client()),
        "edge.says.live": _operation("send", "server", server()),
    }


def _operation(action: str, side: str, names: Iterable[str]) -> dict[str, Any]:
    messages = [{"$ref": f"#/channels/live/messages/{side}.{name}"} for name in names]
    return {"action": action, "channel": {"$ref": "#/channels/live"}, "messages": messages}
