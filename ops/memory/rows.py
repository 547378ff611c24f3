"""A look into the books of one service, as a query would take it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from choreography.memory.books import Books
from choreography.row import Row

R = TypeVar("R", bound=Row)
Services = Mapping[str, Books]
"""The books of each service, by name."""


def all_of(books: Books, kind: type[R]) -> list[R]:
    found: Any = books.rows.get(kind, {}).values()
    return list(found)


def one_of(books: Books, kind: type[R], *key: str) -> R | None:
    found = books.rows.get(kind, {}).get(key)
    assert found is None or isinstance(found, kind)
    return found
