"""What must hold before a save in memory: the twin of the database's guards and constraints."""

from collections.abc import Container, Iterator

from choreography import guard
from choreography.changes import Changes
from choreography.memory.books import Books
from choreography.memory.storable import check_storable
from choreography.ports import Conflict, Fenced, Violation
from choreography.row import Key, Row


def check(books: Books, changes: Changes) -> None:
    check_storable(changes)
    for partition, lane in changes.lanes.items():
        there = books.lanes.get(partition)
        if there is None or (there.epoch, there.turn) != (lane.epoch, lane.turn):
            raise Fenced(f"the lane row of partition {partition} was moved")
    check_ids(books, changes)
    for row in changes.rows.keys() | changes.gone.keys():
        check_rows(books, changes, row)


def check_ids(books: Books, changes: Changes) -> None:
    heard, effects = [one.id for one in changes.heard], [one.id for one in changes.effects]
    said = [one.id for one in changes.said]
    if any(id_ not in books.waiting for id_ in changes.done):
        raise Conflict("a waiting message was handled before")
    if clash(heard, books.inbox) or clash(effects, books.effects):
        raise Conflict("a message or an effect is in the books already")
    if clash(said, books.outbox):
        raise Violation("outbox_id_key")


def clash(ids: list[str], there: Container[str]) -> bool:
    return len(set(ids)) < len(ids) or any(id_ in there for id_ in ids)


def check_rows(books: Books, changes: Changes, row: type[Row]) -> None:
    there = books.rows.get(row, {})
    touched = changes.rows.get(row, {}).keys() | changes.gone.get(row, set())
    for key, version in ((key, changes.old[row][key]) for key in touched):
        if (there[key].version if key in there else 0) != version:
            raise Conflict(f"{row.TABLE} {key} is not what it was")
    for key, new in changes.rows.get(row, {}).items():
        check_legal(row, new, there.get(key))
    check_unique(row, after(there, changes, row))


def check_legal(row: type[Row], new: Row, old: Row | None) -> None:
    """The row alone is a CHECK's matter, the step from old to new that of the upsert's condition."""
    if not new.legal(None):
        raise Violation(guard.name(row))
    if old is not None and not new.legal(old):
        raise Conflict(f"{row.TABLE} {new.key} may not become this")


def after(there: dict[Key, Row], changes: Changes, row: type[Row]) -> Iterator[Row]:
    touched = changes.gone.get(row, set()) | changes.rows.get(row, {}).keys()
    yield from (one for key, one in there.items() if key not in touched)
    yield from changes.rows.get(row, {}).values()


def check_unique(row: type[Row], rows: Iterator[Row]) -> None:
    seen: set[tuple[str, object]] = set()
    for one in rows if row.UNIQUE else ():
        for name in row.UNIQUE:
            place = (name, getattr(one, name))
            if place in seen:
                raise Violation(f"{row.TABLE}_{name}_key")
            if place[1] is not None:
                seen.add(place)
