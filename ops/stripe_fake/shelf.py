"""A dictionary that never grows past its limit, and knows which of its rows are to be written again."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from ops.stripe_fake.errors import full, missing

T = TypeVar("T")


class Shelf(Generic[T]):
    """Kept in the order of arrival. At the limit it forgets the oldest, or refuses (500) when it must not forget.

    Who changes a row gets it by `get`: then it counts as changed. Who only looks may `find` it.
    """

    def __init__(self, kind: str, limit: int, *, forgets: bool = False) -> None:
        self.kind, self.limit, self.forgets = kind, limit, forgets
        self.rows: dict[str, T] = {}
        self.changed: dict[str, None] = {}

    def put(self, id: str, row: T) -> None:
        if id not in self.rows and len(self.rows) >= self.limit:
            self.make_room()
        self.rows[id] = row
        self.changed[id] = None

    def make_room(self) -> None:
        if not self.forgets:
            raise full(self.kind)
        self.drop(next(iter(self.rows)))

    def get(self, id: str) -> T:
        """404 when nothing has this id."""
        if id not in self.rows:
            raise missing(self.kind, id)
        self.changed[id] = None
        return self.rows[id]

    def find(self, id: str) -> T | None:
        return self.rows.get(id)

    def drop(self, id: str) -> None:
        if self.rows.pop(id, None) is not None:
            self.changed[id] = None

    def clear(self) -> None:
        for id in list(self.rows):
            self.drop(id)

    def newest_first(self) -> Iterator[T]:
        return reversed(self.rows.values())
