"""A message as an answer: its fields, with its name as `type`."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from contracts.base import MESSAGES, Command, Event
from contracts.examples import alone, example
from edge.asking.reply import FROM, OF_ANOTHER

Schema = dict[str, Any]


def answers(command: type[Command]) -> Iterator[type[Event]]:
    """What may be said of it that is no refusal."""
    for one in MESSAGES.values():
        if issubclass(one, Event) and command in one.ANSWERS and one.STATUS < FROM and one.__name__ not in OF_ANOTHER:
            yield one


@cache
def schema_of(message: type[Event]) -> Schema:
    """Some fields that have a default are said only where they differ from it."""
    made = message.model_json_schema()
    found = lean(made, made.get("$defs", {}))
    name = {"type": {"const": message.__name__}}
    return found | {"properties": name | found["properties"], "required": sorted({"type", *found["required"]})}


@cache
def shown(message: type[Event]) -> dict[str, Any]:
    made = message.model_json_schema()
    return {"type": message.__name__, **example(made, made.get("$defs", {}))}


def lean(schema: Schema, known: dict[str, Schema]) -> Schema:
    """Types, fields and choices alone, with what it refers to in its place."""
    if either := schema.get("anyOf"):
        return {"anyOf": [lean(one, known) for one in either]}
    schema = dict(alone(schema, known))
    found: Schema = {name: schema[name] for name in ("type", "enum", "const", "format") if name in schema}
    if fields := schema.get("properties"):
        found |= {
            "properties": {name: lean(one, known) for name, one in fields.items()},
            "required": sorted(schema.get("required", ())),
        }
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            found[name] = lean(schema[name], known)
    return found
