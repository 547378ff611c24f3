"""msgspec stops at the first wrong field; a client is told of all."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeVar, get_args

import msgspec
from litestar import Request
from litestar.exceptions import ValidationException
from litestar.utils.scope.state import ScopeState

from edge.bodies.words import Document, in_time
from edge.door.plain import plain
from edge.planning.document import wrong
from edge.problem import Problem

AT_MOST = 100
"""Faults of a document."""
Wrong = dict[str, str]
"""Where it is, as a `field`, or in a deep document as a `pointer`, and the `message`."""
T = TypeVar("T", bound=msgspec.Struct)
WHERE = re.compile(r"^(?P<message>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)


def wrong_fields(request: Request[Any, Any, Any], error: ValidationException) -> list[Wrong]:
    """Of the body where it is the body that is wrong, else of the parameters."""
    data = request.route_handler.parsed_fn_signature.parameters.get("data")
    body = ScopeState.from_scope(request.scope).body
    if data is not None and isinstance(body, bytes) and (found := list(in_body(body, data.annotation))):
        return found
    extra: Any = error.extra or []
    return [{"field": in_address(request, one.get("key", "")), "message": str(one.get("message", ""))} for one in extra]


def by_hand(body: bytes, kind: type[T]) -> T:
    """A body that its route reads itself; what is kept of it must be text. Raises Problem, which names each wrong
    field.
    """
    try:
        said = msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError as error:
        found = list(in_body(body, kind)) or [{"field": "", "message": str(error)}]
        raise Problem(422, "invalid", errors=found) from error
    plain(msgspec.json.encode(said))
    return said


def in_address(request: Request[Any, Any, Any], parameter: str) -> str:
    """Its name there may be one that Python has no parameter for."""
    known = request.route_handler.parsed_fn_signature.parameters.get(parameter)
    return getattr(known.kwarg_definition, "name", None) or parameter if known else parameter


def in_body(body: bytes, kind: Any) -> Iterator[Wrong]:
    """Each field by itself."""
    try:
        said = msgspec.json.decode(body or b"null")
    except msgspec.DecodeError:
        yield {"field": "", "message": "no JSON"}
        return
    except RecursionError:
        yield {"field": "", "message": "nested too deeply"}
        return
    struct = next(one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, msgspec.Struct))
    if issubclass(struct, Document):
        yield from ({"pointer": f"#{where}", "message": what} for where, what in islice(wrong(said, struct), AT_MOST))
        return
    if not isinstance(said, dict):
        yield {"field": "", "message": "an object is expected"}
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    for name, field in fields.items():
        if name in said:
            yield from _wrong(name, said[name], field.type)
        elif field.required:
            yield {"field": name, "message": "missing"}
    if struct.__struct_config__.forbid_unknown_fields:
        yield from ({"field": str(name), "message": "unknown"} for name in said.keys() - fields.keys())


def _wrong(name: str, value: object, kind: Any) -> Iterator[Wrong]:
    try:
        in_time(msgspec.convert(value, kind))
    except (msgspec.ValidationError, ValueError) as error:
        found = WHERE.match(str(error))
        path = (found["path"] or "") if found else ""
        yield {"field": name + path, "message": found["message"] if found else str(error)}
