"""What audit remembers: every link of every chain, and where each chain ends."""

from datetime import datetime
from typing import Self

from choreography.row import Row


class Head(Row, key=("kind", "name")):
    """The end of the chain of one key, whose messages all lie in one partition.

    `message` is the id of its newest link; up to `sealed` the log vouches for it.
    """

    kind: str
    name: str
    n: int = 0
    hash: str = ""
    message: str = ""
    sealed: int = 0

    def legal(self, old: Self | None) -> bool:
        return old is None or (self.n >= old.n and self.sealed >= old.sealed and self.n >= self.sealed)


class Entry(Row, key=("kind", "name", "place")):
    """One message. `place` is `n` as text that sorts as the number does; an entry is never changed."""

    kind: str
    name: str
    place: str
    n: int
    id: str
    type: str
    source: str
    at: datetime
    topic: str
    subject: str
    correlation: str
    causation: str
    actor: str
    body: str
    """SHA-256 of the bytes that the log has: sealed text is hashed as it is."""
    previous: str
    hash: str
    route: str = ""
    """By which the edge was asked; empty for what nobody asked there, and in links older than this field."""
    fields: str = ""
    """JSON: by row, by field, the value before and after; what is personal is sealed. Empty where none is told."""

    def legal(self, old: Self | None) -> bool:
        return old is None
