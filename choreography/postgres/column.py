"""What column a field has, by its type."""

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from datetime import UTC, datetime, timedelta
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic_core import PydanticSerializationError

from choreography.ports import Violation
from choreography.row import Row

Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """`write` turns a field into what the driver takes, `read` turns its JSON back; None where they are the same."""

    name: str
    type: str
    """In PostgreSQL's own words, as `format_type` says it."""
    nullable: bool
    write: Convert | None = None
    read: Convert | None = None

    def shown(self, table: str) -> str:
        """The expression whose JSON loses nothing."""
        if self.type == "interval":
            return f"(extract(epoch from {table}.{self.name}) * 1000000)::bigint"
        return f"{table}.{self.name}"


ENDS = {
    "-infinity": datetime.min.replace(tzinfo=UTC),
    "infinity": datetime.max.replace(tzinfo=UTC),
}
"""The first and the last moment that there are, as the driver has them kept."""


def time(text: str) -> datetime:
    return ENDS.get(text) or datetime.fromisoformat(text)


PLAIN: dict[Any, tuple[str, Convert | None]] = {
    str: ("text", None),
    bool: ("boolean", None),
    int: ("bigint", None),
    datetime: ("timestamptz", time),
    timedelta: ("interval", lambda microseconds: timedelta(microseconds=microseconds)),
    bytes: ("bytea", lambda text: bytes.fromhex(text[2:])),
}


def column(row: type[Row], name: str, hint: Any) -> Column:
    hint, nullable = _without_none(hint)
    if get_origin(hint) is Literal:
        hint = type(get_args(hint)[0])
    if hint in PLAIN:
        kind, read = PLAIN[hint]
        return Column(name, kind, nullable, None, _unless_none(read, nullable))
    if get_origin(hint) not in (tuple, list, dict) and not (isinstance(hint, type) and _is_model(hint)):
        raise TypeError(f"{row.__name__}.{name}: no column holds a {hint}")
    adapter: TypeAdapter[Any] = TypeAdapter(hint)
    write = _unless_none(_document(adapter, f"{row.TABLE}.{name}"), nullable)
    return Column(name, "jsonb", nullable, write, _unless_none(adapter.validator.validate_python, nullable))


def _document(adapter: "TypeAdapter[Any]", name: str) -> Convert:
    """Raises Violation for what no JSON can say, as half a character."""
    to_json = adapter.serializer.to_json  # the adapter's own way asks a dozen of options first

    def write(value: Any) -> str:
        try:
            return to_json(value).decode()
        except PydanticSerializationError as error:
            raise Violation(f"{name}: {type(error).__name__}") from error

    return write


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    some = [member for member in get_args(hint) if member is not NoneType]
    return (some[0] if len(some) == 1 else hint), len(some) < len(get_args(hint))


def _is_model(hint: type) -> bool:
    return hint in (tuple, list, dict) or issubclass(hint, BaseModel) or is_dataclass(hint)


def _unless_none(convert: Convert | None, nullable: bool) -> Convert | None:
    if convert is None or not nullable:
        return convert
    return lambda value: None if value is None else convert(value)
