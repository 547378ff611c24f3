"""Reads single parameters; 400 with the parameter's name for what does not fit."""

import re
from collections.abc import Collection
from typing import Any

from ops.stripe_fake.errors import invalid

Params = dict[str, Any]
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")
METADATA_KEYS, METADATA_KEY, METADATA_VALUE = 50, 40, 500


def only(params: Params, known: Collection[str]) -> None:
    """A parameter that this operation does not know is a mistake of the caller, not noise."""
    for name in params.keys() - set(known):
        raise invalid(f"Received unknown parameter: {name}", param=name, code="parameter_unknown")


def text(params: Params, name: str) -> str | None:
    value = params.get(name)
    if value is not None and not isinstance(value, str):
        raise invalid(f"Invalid string: {name}", param=name)
    return value or None


def required(params: Params, name: str) -> str:
    value = text(params, name)
    if value is None:
        raise invalid(f"Missing required param: {name}.", param=name, code="parameter_missing")
    return value


def integer(params: Params, name: str) -> int | None:
    value = text(params, name)
    if value is None:
        return None
    if WHOLE_NUMBER.fullmatch(value) is None:
        raise invalid(f"Invalid integer: {value}", param=name, code="parameter_invalid_integer")
    return int(value)


def flag(params: Params, name: str) -> bool:
    value = text(params, name) or "false"
    if value not in ("true", "false"):
        raise invalid(f"Invalid boolean: {value}", param=name)
    return value == "true"


def table(params: Params, name: str) -> Params:
    value = params.get(name, {})
    if not isinstance(value, dict):
        raise invalid("Invalid object", param=name)
    return value


def items(params: Params, name: str) -> list[str]:
    return [value for value in table(params, name).values() if isinstance(value, str)]


def metadata(params: Params) -> dict[str, str]:
    found = table(params, "metadata")
    if len(found) > METADATA_KEYS:
        raise invalid(f"Metadata can have at most {METADATA_KEYS} keys.", param="metadata")
    for key, value in found.items():
        if not isinstance(value, str) or len(key) > METADATA_KEY or len(value) > METADATA_VALUE:
            raise invalid(f"Metadata {key[:METADATA_KEY]} is too long or no text.", param=f"metadata[{key}]")
    return dict(found)
