"""May readers and writers of two versions live side by side? The old must read the new, the new must read the old log.

A reader ignores fields that it does not know, and a writer always writes all of its fields.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
FIXED = ("type", "format", "const", "pattern", "contentEncoding")
PARTS = ("items", "additionalProperties", "propertyNames", "prefixItems")
LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
BOUNDS = dict.fromkeys(LEAST, 1) | dict.fromkeys(MOST, -1)
NO_BOUND = float("-inf")
PLACE = {"x-topic": "topic", "x-key": "key", "x-subject": "subject"}

ACCEPTED: dict[str, str] = {
    "CloseAccount": "no route said it, and its topic keeps seven days: one left there unread becomes a dead letter",
}
"""Message -> why a change that breaks it harms nobody. `outlived` tells when it is over."""


def outlived(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> Iterator[str]:
    """What is accepted of a change that is over: the next one would not be judged. Without any change nothing is."""
    if old != new:
        names = (name for name in sorted(ACCEPTED) if old.get(name) == new.get(name))
        yield from (f"{name}: it is as before, so take it out of ACCEPTED" for name in names)


def breaks(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> Iterator[str]:
    """`message.field: why`, for each change that the other version cannot read. Both are schemas by message."""
    for name, was in sorted(old.items()):
        if name in ACCEPTED:
            continue
        if name not in new:
            yield f"{name}: it is gone, but it lies in the log"
            continue
        for attribute, word in PLACE.items():
            if was.get(attribute) != new[name].get(attribute):
                yield f"{name}: another {word} than before, {was.get(attribute)}: its readers lose it, or its order"
        yield from _object(name, Pair(was, was), Pair(new[name], new[name]))


class Pair:
    """A schema beside the document whose `$defs` it refers to."""

    def __init__(self, schema: Schema, whole: Schema) -> None:
        while "$ref" in schema:
            schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
        self.schema, self.whole = schema, whole

    def at(self, part: Any) -> "Pair":
        return Pair(part, self.whole)

    def get(self, name: str, default: Any = None) -> Any:
        return self.schema.get(name, default)


def _object(where: str, old: Pair, new: Pair) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    was_required, required = set(old.get("required", ())), set(new.get("required", ()))
    for name in sorted(was_required - set(after)):
        yield f"{where}.{name}: an old reader requires it, and a new writer does not write it"
    for name in sorted(required - was_required):
        yield f"{where}.{name}: required, and the old log lacks it: give it a default"
    for name in sorted(set(before) & set(after)):
        yield from _value(f"{where}.{name}", old.at(before[name]), new.at(after[name]))


def _value(where: str, old: Pair, new: Pair) -> Iterator[str]:
    before, after = _forms(old), _forms(new)
    if before.keys() != after.keys():
        yield f"{where}: another type than before"
        return
    for form, was in before.items():
        yield from _choices(where, was, after[form])
        yield from _bounds(where, was, after[form])
        yield from _object(where, was, after[form])
        yield from _parts(where, was, after[form])


def _forms(value: Pair) -> dict[tuple[str, ...], Pair]:
    """What it may be, by its type: one form, or the members of a union."""
    members = [value.at(one) for one in value.get("anyOf", ())] or [value]
    return {tuple(str(one.get(word)) for word in FIXED): one for one in members}


def _parts(where: str, old: Pair, new: Pair) -> Iterator[str]:
    for part in PARTS:
        before, after = old.get(part), new.get(part)
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _value(f"{where}[]", old.at(before), new.at(after))
        elif before != after:
            yield f"{where}: another type than before"


def _choices(where: str, old: Pair, new: Pair) -> Iterator[str]:
    before, after = old.get("enum"), new.get("enum")
    if before and not after:
        yield f"{where}: it has no fixed choices any more, and an old reader refuses all others"
    if after and not before:
        yield f"{where}: its choices are fixed now, and the log has others"
    if not before or not after:
        return
    yield from (f"{where}: {one!r} is no longer allowed, but it lies in the log" for one in before if one not in after)
    yield from (f"{where}: {one!r} is new, and an old reader refuses it" for one in after if one not in before)


def _bounds(where: str, old: Pair, new: Pair) -> Iterator[str]:
    for word, sign in BOUNDS.items():
        before, after = (sign * one.get(word) if word in one.schema else NO_BOUND for one in (old, new))
        if after > before:
            yield f"{where}: {word} is tightened, and the log has values beyond it"
        if after < before:
            yield f"{where}: {word} is loosened, and an old reader refuses values beyond it"
