"""Rows: what a service remembers. Frozen; a step yields the row that is to stand from now on."""

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

Key = tuple[str, ...]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
@dataclass(frozen=True)
class Row:
    """A row of one table. `key` names the columns that find it; the first is the partition's key.

    `unique` names further columns by which at most one row is found. `version` counts the changes and is raised by
    the shell alone.

    `audited` names the fields whose changes are told to the audit, `True` all but the key; of those that are `secret`,
    and of parts of them that are called so, it is told that they changed, but no value.
    """

    KEY: ClassVar[tuple[str, ...]] = ()
    UNIQUE: ClassVar[tuple[str, ...]] = ()
    TABLE: ClassVar[str] = ""
    AUDITED: ClassVar[tuple[str, ...]] = ()
    SECRET: ClassVar[frozenset[str]] = frozenset()

    version: int = field(default=0, kw_only=True)

    def __init_subclass__(
        cls,
        key: tuple[str, ...] = (),
        unique: tuple[str, ...] = (),
        table: str = "",
        audited: bool | tuple[str, ...] = False,
        secret: tuple[str, ...] = (),
    ) -> None:
        cls.KEY, cls.UNIQUE, cls.TABLE = key, unique, table or _snake(cls.__name__)
        dataclass(frozen=True, slots=False)(cls)
        cls.AUDITED, cls.SECRET = _audited(cls, audited), frozenset(secret)

    @cached_property
    def key(self) -> Key:
        return tuple([getattr(self, name) for name in self.KEY])

    def but(self, **fields: Any) -> Self:
        """The row with other values in these fields. Raises TypeError for one that it does not have."""
        here = self.__dict__
        for name in fields:
            if name not in here or name in self.KEY:
                raise TypeError(f"{type(self).__name__} has no field {name!r} to change")
        return self._copy(fields)

    def changed(self, **by: int) -> Self:
        """The row with these counters raised (or lowered) by so much."""
        return self.but(**{name: getattr(self, name) + step for name, step in by.items()})

    def raised(self) -> Self:
        """The row with its version raised: for the shell alone."""
        return self._copy({"version": self.version + 1})

    def _copy(self, fields: dict[str, Any]) -> Self:
        """As `dataclasses.replace`, which costs ten times as much."""
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.__dict__.update(fields)
        return copy

    def legal(self, old: Self | None) -> bool:
        """The guard: may this row stand where `old` stood? One `return` of conditions joined by `and`.

        The fold asks it of every yielded row, and the database's checks are written from the same source.
        """
        return True


def _audited(cls: type[Row], audited: bool | tuple[str, ...]) -> tuple[str, ...]:
    """Raises TypeError for a field that the row does not have."""
    names = tuple(one.name for one in fields(cls) if one.name not in (*cls.KEY, "version"))
    if isinstance(audited, bool):
        return names if audited else ()
    if unknown := set(audited) - set(names):
        raise TypeError(f"{cls.__name__} has no {sorted(unknown)} to be audited")
    return audited


def _snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")


R = TypeVar("R", bound=Row)


class Page(list[R]):
    """At most `SIZE` rows of one key, in key order, read through the batch's own changes."""

    SIZE: ClassVar[int] = 200
