"""A batch's one write: a guarded statement of the parts that the batch touches."""

from collections.abc import Iterable
from typing import Any

from choreography.changes import Changes
from choreography.postgres.part import Part, statement
from choreography.postgres.save_books import book_parts
from choreography.postgres.save_rows import row_parts
from choreography.postgres.save_waiting import waiting_parts
from choreography.row import Row


class Saving:
    """The statements of one service, one per combination of parts, written when first needed."""

    def __init__(self, rows: Iterable[type[Row]]) -> None:
        books, own = book_parts(), [part for row in rows for part in row_parts(row)]
        self.parts: list[Part] = [*books, *own, *waiting_parts()]
        self.texts: dict[tuple[str, ...], str] = {}

    def statement(self, changes: Changes) -> tuple[str, list[Any]]:
        """Its text and its arguments."""
        touched = [(part, given) for part in self.parts if (given := part.arguments(changes)) is not None]
        counted = sum(len(given[0]) for part, given in touched if part.counts)
        return self._text(touched), [*(one for _, given in touched for one in given), counted]

    def _text(self, touched: list[tuple[Part, list[Any]]]) -> str:
        names = tuple(part.name for part, _ in touched)
        if names not in self.texts:
            self.texts[names] = statement([part for part, _ in touched], [len(given) for _, given in touched])
        return self.texts[names]
