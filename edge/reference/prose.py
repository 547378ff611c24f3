"""From the document's texts and types to HTML. Everything that was not written here is escaped."""

import json
import re
from typing import Any

from markupsafe import Markup, escape

Schema = dict[str, Any]

CODE = re.compile(r"`([^`\n]+)`")
LIMITS = {
    "minimum": "at least {}", "maximum": "at most {}", "exclusiveMinimum": "more than {}",
    "minLength": "at least {} characters", "maxLength": "at most {} characters",
    "minItems": "at least {} items", "maxItems": "at most {} items", "pattern": "as {}",
}  # fmt: skip


def prose(text: str) -> Markup:
    """What stands in backticks becomes code, an empty line a new paragraph."""
    parts = str(escape(text.strip())).split("\n\n")
    return Markup("<br>").join(Markup(CODE.sub(r"<code>\1</code>", part)) for part in parts)  # noqa: S704 escaped


def type_of(schema: Schema) -> Markup:
    """What a value may be; a type that has a name leads to its own section."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#{0}">{0}</a>').format(name)
    if either := schema.get("anyOf") or schema.get("oneOf"):
        return Markup(" or ").join(type_of(one) for one in either)
    if said := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return Markup(" or ").join(Markup("<code>{}</code>").format(json.dumps(one)) for one in said)
    return _plain(schema)


def _plain(schema: Schema) -> Markup:
    kind = schema.get("type", "anything")
    match kind:
        case "array":
            return Markup("list of {}").format(type_of(schema.get("items", {})))
        case "object" if isinstance(schema.get("additionalProperties"), dict):
            return Markup("map to {}").format(type_of(schema["additionalProperties"]))
        case "null":
            return Markup("nothing")
    return escape(schema.get("format", kind))


def limits_of(schema: Schema) -> str:
    """The bounds that a value keeps, in words; those of a value that may be nothing as well."""
    alone = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    bounds = alone[0] if len(alone) == 1 else schema
    return ", ".join(text.format(bounds[name]) for name, text in LIMITS.items() if name in bounds)
