"""All that is wrong with a document, each by its JSON pointer: msgspec stops at the first."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import msgspec

from contracts.seating import Fault, pointed


def wrong(value: Any, kind: Any, where: str = "") -> Iterator[Fault]:
    """`kind` is a struct, a list, a dict or a plain type, each with its bounds, or a choice of them."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        found = tuple(inside(value, fitting(value, kind), where))
        yield from found or [(where, str(error).partition(" - at `")[0])]


def inside(value: Any, kind: Any, where: str) -> Iterator[Fault]:
    """What is wrong with its parts."""
    if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from in_struct(value, kind, where)
    elif isinstance(value, dict) and get_origin(kind) is dict:
        for name, one in value.items():
            yield from wrong(one, get_args(kind)[1], f"{where}/{pointed(name)}")
            yield from ((f"{where}/{pointed(name)}", what) for _, what in wrong(name, get_args(kind)[0]))
    elif isinstance(value, list) and get_origin(kind) is list:
        for n, one in enumerate(value):
            yield from wrong(one, get_args(kind)[0], f"{where}/{n}")


def in_struct(value: dict[str, Any], kind: type[msgspec.Struct], where: str) -> Iterator[Fault]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name, field in fields.items():
        if name in value:
            yield from wrong(value[name], field.type, f"{where}/{name}")
        elif field.required:
            yield f"{where}/{name}", "missing"
    yield from ((f"{where}/{pointed(name)}", "unknown") for name in value if name not in fields)


def fitting(value: Any, kind: Any) -> Any:
    """Without its bounds; of a choice the member that the value is, or should be."""
    if get_origin(kind) is Annotated:
        return fitting(value, get_args(kind)[0])
    for member in get_args(kind) if get_origin(kind) not in (list, dict) else ():
        plain = fitting(value, member)
        if isinstance(value, get_origin(plain) or plain):
            return plain
    return kind
