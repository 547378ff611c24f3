"""How rows of one table are found: by their key, or by a column that no two of them share."""

from collections.abc import Iterator
from dataclasses import dataclass

from choreography.changes import Wanted
from choreography.postgres.codec import shown
from choreography.row import Row


@dataclass(frozen=True)
class Find:
    """`kind` marks its records in the batch's read."""

    kind: int
    row: type[Row]
    columns: tuple[str, ...]
    unique: bool

    def select(self, first: int) -> str:
        """Its parameters are arrays, one for each column, numbered from `first` on."""
        value, numbers = f"select {self.kind}, {shown(self.row, 't')}", range(first, first + len(self.columns))
        if self.unique:
            return f"{value} from {self.row.TABLE} t where t.{self.columns[0]} = any(${first}::text[])"
        arrays = ", ".join(f"${n}::text[]" for n in numbers)
        same = " and ".join(f"t.{name} = k.{name}" for name in self.columns)
        return f"{value} from unnest({arrays}) as k({', '.join(self.columns)}) join {self.row.TABLE} t on {same}"

    def arguments(self, wanted: Wanted) -> list[list[str]]:
        """One list for each column; all are empty if nothing is to be found in this way."""
        if self.unique:
            asked = wanted.unique.get(self.row, ())
            return [[value for column, value in asked if column == self.columns[0] and storable(value)]]
        keys = sorted(key for key in wanted.rows.get(self.row, ()) if all(map(storable, key)))
        return [[key[n] for key in keys] for n in range(len(self.columns))]


def finds(kind: int, row: type[Row]) -> Iterator[Find]:
    yield Find(kind, row, row.KEY, unique=False)
    for name in row.UNIQUE:
        yield Find(kind, row, (name,), unique=True)


def storable(text: str) -> bool:
    """No text of PostgreSQL has a zero byte: what is asked for with one cannot be there."""
    return "\0" not in text
