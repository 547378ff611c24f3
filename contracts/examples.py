"""One example of anything that has a schema, as the documents show it: by a field's name, else by type and bounds."""

import re
from collections.abc import Mapping
from typing import Any

from contracts.example_words import ALSO, FORMATS, WORDS

Schema = Mapping[str, Any]
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
}  # fmt: skip


def example(schema: Schema, known: Mapping[str, Schema], name: str = "") -> Any:
    """`known` are the schemas that others refer to, by their names. Raises ValueError where nothing fits a pattern."""
    schema = alone(schema, known)
    if name in WORDS and fits(WORDS[name], schema, known):
        return WORDS[name]
    if "const" in schema or "enum" in schema:
        return schema.get("const", (schema.get("enum") or [None])[0])
    return by_type(schema, known, name)


def by_type(schema: Schema, known: Mapping[str, Schema], name: str) -> Any:
    kind = schema.get("type")
    if kind == "object":
        return fields(schema, known)
    if kind == "array":
        return items(schema, known, name)
    if kind == "string":
        return text(schema, name)
    return bounded(schema) if kind in ("integer", "number") else False if kind == "boolean" else None


def alone(schema: Schema, known: Mapping[str, Schema]) -> Schema:
    """What it refers to; of several the first that is something."""
    while True:
        if "$ref" in schema:
            schema = known[schema["$ref"].rpartition("/")[2]]
        elif either := schema.get("anyOf") or schema.get("oneOf"):
            schema = next(one for one in either if one.get("type") != "null")
        else:
            return schema


def fields(schema: Schema, known: Mapping[str, Schema]) -> dict[str, Any]:
    if "properties" in schema:
        return {name: example(one, known, name) for name, one in schema["properties"].items()}
    more = schema.get("additionalProperties")
    return {"seat": example(more, known)} if isinstance(more, Mapping) else {}


def items(schema: Schema, known: Mapping[str, Schema], name: str) -> list[Any]:
    if "prefixItems" in schema:
        return [example(one, known) for one in schema["prefixItems"]]
    return (
        [example(schema["items"], known, name.removesuffix("s"))] * schema.get("minItems", 1)
        if "items" in schema
        else []
    )


def text(schema: Schema, name: str) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    if "pattern" in schema:
        return fitting(schema["pattern"])
    return str(schema.get("default") or name or "text")[: schema.get("maxLength")]


def fitting(pattern: str) -> str:
    for one in ALSO:
        if re.search(pattern, one):
            return one
    raise ValueError(f"no example fits {pattern}")


def bounded(schema: Schema) -> Any:
    least, most = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1), schema.get("maximum", 1)
    return max(min(1, most), least)


def fits(value: Any, schema: Schema, known: Mapping[str, Schema]) -> bool:
    """By type, pattern and choice, and the first of a list or a map likewise."""
    schema = alone(schema, known)
    kind = TYPES.get(schema.get("type", ""))
    if kind is None or not isinstance(value, kind) or value not in schema.get("enum", [schema.get("const", value)]):
        return False
    if "pattern" in schema and not re.search(schema["pattern"], str(value)):
        return False
    if schema.get("format") or "properties" in schema or "prefixItems" in schema:
        return False
    inner = schema.get("items") or schema.get("additionalProperties")
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return not inside or not isinstance(inner, Mapping) or fits_all(inside, inner, known)


def fits_all(values: list[Any], schema: Schema, known: Mapping[str, Schema]) -> bool:
    either = schema.get("anyOf", [schema])
    return all(any(fits(one, choice, known) for choice in either if one is not None) or one is None for one in values)
