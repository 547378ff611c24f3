"""The examples of answers in the document of the routes, each with its schema; and those of problems, once for all."""

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from typing import Any

from contracts.base import MESSAGES, Command
from edge.answered import bookings, operating, organisers, people
from edge.answered.changes import COMMANDS
from edge.answered.messages import answers
from edge.answered.messages import schema_of as message_schema
from edge.answered.messages import shown as message_shown
from edge.answered.problems import problems, schema
from edge.answered.shapes import any_of, schema_of, value_of
from edge.answered.words import ACCEPTED, HTML, By, Either, PageOr, Text
from edge.problem import MEDIA

Said = dict[str, Any]
JSON = "application/json"
BY_HAND: dict[str, Any] = bookings.ANSWERS | operating.ANSWERS | organisers.ANSWERS | people.ANSWERS
NEVER_LATE = ("POST /me/erasure",)
"""There an answer is always waited for."""
TEXTS = {
    200: "It is done, or this is so.", 201: "It is done, and there is something new.",
    202: "It is accepted: nobody waited for the answer, there was none in time, or it says what is still to come.",
    204: "It is done, or there is nothing to say.",
}  # fmt: skip


def answered(paths: Said) -> Said:
    """Each answer with its example, in place of what is said of all changes alike."""
    return {path: {method: _one(method, path, said) for method, said in item.items()} for path, item in paths.items()}


def _one(method: str, path: str, said: Said) -> Said:
    known = by_status(f"{method.upper()} {path}")
    if not known:
        return said
    kept = {status: one for status, one in said["responses"].items() if status == "default"}
    old = {status: one.get("description") for status, one in said["responses"].items() if method == "get"}
    found = {
        str(status): {"description": old.get(str(status)) or TEXTS.get(status, HTTPStatus(status).phrase), **content}
        for status, content in known.items()
    }
    return {**said, "responses": found | kept}


@cache
def by_status(route: str) -> dict[int, Said]:
    """What is answered with each status; empty for a route that is not in the tables."""
    if names := COMMANDS.get(route):
        return _of_messages(names, route not in NEVER_LATE)
    if (shape := BY_HAND.get(route)) is None:
        return {}
    return {status: _content(one) for status, one in (shape.answers if isinstance(shape, By) else {200: shape}).items()}


def _of_messages(names: str, may_be_late: bool) -> dict[int, Said]:
    found: dict[int, dict[str, tuple[Any, Said]]] = {202: {"accepted": _pair(ACCEPTED)}} if may_be_late else {}
    for message in (one for name in names.split() for one in answers(_command(name))):
        found.setdefault(message.STATUS, {})[message.__name__] = message_shown(message), message_schema(message)
    return {status: _json(found[status]) for status in sorted(found)}


def _command(name: str) -> type[Command]:
    found = MESSAGES[name]
    assert issubclass(found, Command)
    return found


def _content(shape: Any) -> Said:
    if shape is None:
        return {}
    if isinstance(shape, Text):
        return _media(shape.media, {"one": shape.text}, {"type": "string"})
    if isinstance(shape, PageOr):
        return _page_or(shape)
    if isinstance(shape, Either):
        return _json({name: _pair(one) for name, one in shape.shapes.items()})
    return _json({"one": _pair(shape)})


def _page_or(shape: PageOr) -> Said:
    page = _content(Text(HTML, f"<!doctype html><title>{shape.title}</title>"))["content"]
    told = _media(MEDIA, {shape.code: problems()[shape.code]}, schema())["content"]
    return {"content": page | told}


def _pair(shape: Any) -> tuple[Any, Said]:
    return value_of(shape), schema_of(shape)


def _json(named: dict[str, tuple[Any, Said]]) -> Said:
    schemas = [schema for _, schema in named.values()]
    return _media(JSON, {name: value for name, (value, _) in named.items()}, any_of(schemas))


def _media(media: str, examples: dict[str, Any], schema: Said) -> Said:
    shown = {name: {"value": value} for name, value in examples.items()}
    return {"content": {media: {"schema": schema, "examples": shown}}}


def refusals() -> Said:
    """The one response that every route refers to, by its name."""
    found = {code: {"value": one} for code, one in problems().items()}
    text = "A problem; `type` leads to what its `code` means."
    return {"Problem": {"description": text, "content": {MEDIA: {"schema": schema(), "examples": found}}}}


def examples_of(said: Said) -> Iterator[tuple[str, str, Any]]:
    """By the name under which each stands there, the name and the value of each example."""
    for where, one in said.items():
        for content in one.get("content", {}).values():
            yield from ((where, name, shown["value"]) for name, shown in content.get("examples", {}).items())
