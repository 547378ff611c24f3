"""What the fake knows, in a file: each object once more after each change, and the last one counts."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from ops.kept_lines import KeptLines
from ops.stripe_fake.books import Books
from ops.stripe_fake.cards import Card
from ops.stripe_fake.idempotency import Use
from ops.stripe_fake.objects import Charge, Customer, Dispute, Event, PaymentIntent, PaymentMethod, Refund, SetupIntent
from ops.stripe_fake.shelf import Shelf

TYPES: dict[str, Any] = {
    "payment_intent": PaymentIntent,
    "charge": Charge,
    "refund": Refund,
    "dispute": Dispute,
    "event": Event,
    "customer": Customer,
    "payment_method": PaymentMethod,
    "setup_intent": SetupIntent,
    "card": Card,
    "idempotency_key": Use,
}
"""By its shelf's kind, what a row is."""
AllBooks = dict[str, Books]
"""By account."""
SPARE = 20_000
"""Lines that the file may have beside twice the objects, before each is written once again and no more."""


class Entry(msgspec.Struct, array_like=True):
    """`row` is null for what is no more."""

    account: str
    kind: str
    id: str
    row: msgspec.Raw


class Journal:
    """Without a file nothing is kept."""

    def __init__(self, file: Path | None) -> None:
        self.lines = KeptLines(file) if file else None
        self.written = 0

    def restore(self, books: AllBooks) -> None:
        """Into books that are empty; afterwards the file has each object once."""
        if self.lines is None:
            return
        for line in self.lines.read():
            put_back(books, msgspec.json.decode(line, type=Entry))
        for its in books.values():
            its.keys.free_unanswered()
        self._once(self.lines, books)
        forget_changes(books)

    def save(self, books: AllBooks) -> None:
        """What changed since the last time is in the file then, for whoever starts after a SIGKILL."""
        if self.lines is not None:
            changed = [line for account, shelf in every(books) for line in written(account, shelf, shelf.changed)]
            if changed:
                self.lines.add(changed)
            self.written += len(changed)
            if self.written > SPARE + 2 * sum(len(shelf.rows) for _, shelf in every(books)):
                self._once(self.lines, books)
        forget_changes(books)

    def _once(self, lines: KeptLines, books: AllBooks) -> None:
        lines.begin(chain.from_iterable(written(account, shelf, shelf.rows) for account, shelf in every(books)))
        self.written = sum(len(shelf.rows) for _, shelf in every(books))

    def clear(self) -> None:
        if self.lines is not None:
            self.lines.begin()
        self.written = 0

    def close(self) -> None:
        if self.lines is not None:
            self.lines.close()


def every(books: AllBooks) -> Iterator[tuple[str, Shelf[Any]]]:
    for account, its in books.items():
        for shelf in its.shelves.values():
            yield account, shelf


def written(account: str, shelf: Shelf[Any], ids: Iterable[str]) -> Iterator[bytes]:
    for id in ids:
        yield msgspec.json.encode((account, shelf.kind, id, shelf.find(id)))


def put_back(books: AllBooks, entry: Entry) -> None:
    """What is of an account that there is no more stays away."""
    if entry.account not in books:
        return
    shelf = books[entry.account].shelves[entry.kind]
    if bytes(entry.row) == b"null":
        shelf.drop(entry.id)
    else:
        shelf.put(entry.id, msgspec.json.decode(entry.row, type=TYPES[entry.kind]))


def forget_changes(books: AllBooks) -> None:
    for _, shelf in every(books):
        shelf.changed.clear()
