"""Fields that change together have a clock of their own: the version of the newest message that spoke of them."""

from typing import Any, TypeVar

from choreography.row import Row

R = TypeVar("R", bound=Row)


def newer(row: R, clock: str, version: int, **fields: Any) -> R:
    """The row with these fields, if their clock says that the message is news; else the row as it stands."""
    return row.but(**{clock: version}, **fields) if version > getattr(row, clock) else row
