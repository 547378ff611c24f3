"""From an example with a few marks to the value that is shown, and to its schema: exactly these fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]


@dataclass(frozen=True)
class Maybe:
    """This, or null."""

    value: Any


@dataclass(frozen=True)
class Sometimes:
    """This, or the field is not there."""

    value: Any


@dataclass(frozen=True)
class Named:
    """By names that the data has, not the contract."""

    values: Mapping[str, Any]


TYPES: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def value_of(shape: Any) -> Any:
    match shape:
        case Maybe() | Sometimes():
            return value_of(shape.value)
        case Named():
            return value_of(dict(shape.values))
        case dict():
            return {name: value_of(one) for name, one in shape.items()}
        case list():
            return [value_of(one) for one in shape]
    return shape


def schema_of(shape: Any) -> Schema:
    match shape:
        case Maybe():
            return or_null(schema_of(shape.value))
        case Sometimes():
            return schema_of(shape.value)
        case Named():
            return {"type": "object", "additionalProperties": any_of([schema_of(one) for one in shape.values.values()])}
        case dict():
            needed = [name for name, one in shape.items() if not isinstance(one, Sometimes)]
            properties = {name: schema_of(one) for name, one in shape.items()}
            return {"type": "object", "properties": properties, "required": sorted(needed)}
        case list():
            return {"type": "array", "items": schema_of(shape[0]) if shape else {}}
    return {"type": TYPES[type(shape)]}


def any_of(schemas: list[Schema]) -> Schema:
    different = [one for nth, one in enumerate(schemas) if one not in schemas[:nth]]
    return different[0] if len(different) == 1 else {"anyOf": different}


def or_null(schema: Schema) -> Schema:
    return schema | {"type": [schema["type"], "null"]} if isinstance(schema.get("type"), str) else schema
