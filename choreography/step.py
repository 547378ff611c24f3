"""A step, read from its signature: what it hears, which rows it reads, what it may say and write."""

import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from choreography.envelope import Envelope
from choreography.row import Page, Row
from choreography.vocabulary import Early, at
from contracts.base import Command, Message

Kind = Literal["one", "maybe", "list", "page", "now", "asked_at", "envelope", "body"]
GIVEN: dict[str, Kind] = {"now": "now", "asked_at": "asked_at", "envelope": "envelope", "body": "body"}


@dataclass(frozen=True)
class Need:
    """One parameter of a step. `names` are the fields of the message by which the rows are found."""

    kind: Kind
    row: type[Row] | None = None
    names: tuple[str, ...] = ()
    after: str = ""
    unique: str = ""
    """The unique column by which the row is found, where it is not its key."""
    within: float = 0
    """Seconds for which a command waits for the row before it is refused."""


@dataclass(frozen=True)
class Step:
    """`says` is what the return type allows: rows, messages and the words of `choreography.vocabulary`."""

    name: str
    run: Callable[..., Iterator[object]]
    hears: tuple[type[Message], ...]
    needs: tuple[Need, ...]
    says: tuple[type[object], ...]


def read_step(function: Callable[..., Iterator[object]]) -> Step:
    """Raises TypeError if a message lacks a field by which rows are to be found, or a parameter has no meaning."""
    hints = typing.get_type_hints(function, include_extras=True)
    returned = hints.pop("return")
    (_, heard), *rest = hints.items()
    step = Step(
        name=function.__name__,
        run=function,
        hears=tuple(_members(heard)),
        needs=tuple(_need(name, hint) for name, hint in rest),
        says=tuple(get_origin(m) or m for m in _members(get_args(returned)[0])),
    )
    _assert_findable(step)
    return step


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _need(name: str, hint: Any) -> Need:
    if name in GIVEN:
        assert hint in (datetime, Envelope, bytes), f"{name} is a datetime, an Envelope or bytes"
        return Need(GIVEN[name])
    where = at()
    if get_origin(hint) is Annotated:
        hint, where = get_args(hint)
    kind, row = _kind(hint)
    if not (isinstance(row, type) and issubclass(row, Row)):
        raise TypeError(f"the parameter {name} is no row: {hint}")
    if where.within and kind != "one":
        raise TypeError(f"the parameter {name} may be missing: nothing waits for it")
    names = where.names or row.KEY
    unique = names[0] if len(names) == 1 and names[0] in row.UNIQUE else ""
    return Need(kind, row, names, where.after, unique, where.within)


def _kind(hint: Any) -> tuple[Kind, Any]:
    if get_origin(hint) in (Union, types.UnionType):
        return "maybe", next(m for m in get_args(hint) if m is not types.NoneType)
    if get_origin(hint) is list:
        return "list", get_args(hint)[0]
    if get_origin(hint) is Page:
        return "page", get_args(hint)[0]
    return "one", hint


def _assert_findable(step: Step) -> None:
    if Early in step.says and any(issubclass(m, Command) for m in step.hears):
        raise TypeError(f"{step.name}: a command is never early, it is refused")
    if any(need.within for need in step.needs) and not any(issubclass(m, Command) for m in step.hears):
        raise TypeError(f"{step.name}: an event waits for its rows anyway, within is for commands")
    for message in step.hears:
        for need in step.needs:
            for name in (*need.names, *([need.after] if need.after else [])):
                if name not in message.model_fields and not hasattr(message, name):
                    raise TypeError(f"{step.name}: {message.__name__} has no {name!r} to find {need.row} by")
