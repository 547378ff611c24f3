"""The parts of a save that write the service's own rows: removed, changed, new, in this order."""

from collections.abc import Callable, Iterable, Iterator

from choreography import guard
from choreography.changes import Changes
from choreography.postgres.codec import columns, written
from choreography.postgres.column import Column
from choreography.postgres.part import Arguments, Part
from choreography.row import Key, Row

Chosen = Callable[[Changes], list[Row]]


def row_parts(row: type[Row]) -> Iterator[Part]:
    gone, changed = f"{row.TABLE}_gone", f"{row.TABLE}_changed"
    yield Part(gone, gone_sql(row), lambda changes: gone_arguments(changes, row), counts=True)
    yield Part(changed, changed_sql(row), lambda changes: changed_arguments(changes, row), counts=True, after=(gone,))
    yield Part(f"{row.TABLE}_new", new_sql(row), lambda changes: new_arguments(changes, row), after=(gone, changed))


def gone_sql(row: type[Row]) -> str:
    arrays = ", ".join(f"${n}::text[]" for n in range(1, len(row.KEY) + 1))
    source = f"unnest({arrays}, ${len(row.KEY) + 1}::bigint[]) as n({', '.join(row.KEY)}, stood)"
    return f"delete from {row.TABLE} t using {source} where {{gate}} and {same(row, 't', 'n')} returning 1"


def changed_sql(row: type[Row]) -> str:
    names = [column.name for column in columns(row)]
    source = f"{unnested(columns(row), 'stood')} as excluded({', '.join(names)}, stood)"
    sets = ", ".join(f"{name} = excluded.{name}" for name in names if name not in row.KEY)
    legal = guard.upsert(row, row.TABLE)
    where = f"{{gate}} and {same(row, row.TABLE, 'excluded')}" + (f" and {legal}" if legal else "")
    return f"update {row.TABLE} set {sets} from {source} where {where} returning 1"


def new_sql(row: type[Row]) -> str:
    names = ", ".join(column.name for column in columns(row))
    return f"insert into {row.TABLE} ({names}) select * from {unnested(columns(row))} where {{gate}} returning 1"


def unnested(found: Iterable[Column], *further: str) -> str:
    types = [column.type for column in found] + ["bigint" for _ in further]
    return f"unnest({', '.join(f'${n}::{kind}[]' for n, kind in enumerate(types, 1))})"


def same(row: type[Row], table: str, other: str) -> str:
    keys = " and ".join(f"{table}.{name} = {other}.{name}" for name in row.KEY)
    return f"{keys} and {table}.version = {other}.stood"


def gone_arguments(changes: Changes, row: type[Row]) -> Arguments | None:
    if not (keys := sorted(changes.gone.get(row, ()))):
        return None
    return [*([key[n] for key in keys] for n in range(len(row.KEY))), versions(changes, row, keys)]


def changed_arguments(changes: Changes, row: type[Row]) -> Arguments | None:
    old = changes.old.get(row, {})
    if not (rows := chosen(changes, row, lambda key: old[key] != 0)):
        return None
    return [*(written(column, rows) for column in columns(row)), versions(changes, row, (one.key for one in rows))]


def new_arguments(changes: Changes, row: type[Row]) -> Arguments | None:
    old = changes.old.get(row, {})
    if not (rows := chosen(changes, row, lambda key: old[key] == 0)):
        return None
    return [written(column, rows) for column in columns(row)]


def chosen(changes: Changes, row: type[Row], which: Callable[[Key], bool]) -> list[Row]:
    """Sorted by key, so that two batches lock in the same order."""
    return [one for key, one in sorted(changes.rows.get(row, {}).items(), key=lambda item: item[0]) if which(key)]


def versions(changes: Changes, row: type[Row], keys: Iterable[Key]) -> list[int]:
    old = changes.old[row]
    return [old[key] for key in keys]
