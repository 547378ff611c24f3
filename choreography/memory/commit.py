"""A save in memory: every condition is asked first, then everything is applied."""

from collections.abc import Iterator
from dataclasses import replace

from choreography import guard
from choreography.changes import Changes, Waiting
from choreography.memory.books import Books
from choreography.ports import Conflict, Fenced, Violation
from choreography.row import Key, Row


def save_now(books: Books, changes: Changes) -> None:
    """All or nothing. Raises Fenced, Conflict or Violation."""
    check(books, changes)
    apply(books, changes)


def check(books: Books, changes: Changes) -> None:
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


def clash(ids: list[str], there: dict[str, object] | object) -> bool:
    return len(set(ids)) < len(ids) or any(id_ in there for id_ in ids)  # type: ignore[operator]


def check_rows(books: Books, changes: Changes, row: type[Row]) -> None:
    there = books.rows.get(row, {})
    for key, version in changes.old.get(row, {}).items():
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


def apply(books: Books, changes: Changes) -> None:
    for partition, lane in changes.lanes.items():
        books.lanes[partition] = replace(lane, turn=lane.turn + 1, next=dict(lane.next))
    for row in changes.rows.keys() | changes.gone.keys():
        apply_rows(books, changes, row)
    books.inbox |= {one.id: one for one in changes.heard}
    for id_, answer in changes.answered.items():
        if (command := books.inbox.get(id_)) is not None and command.command and command.answer is None:
            books.inbox[id_] = replace(command, answer=answer)
    books.forget_now(changes.acked)
    books.outbox |= {one.id: replace(one, seq=books.seq()) for one in changes.said}
    books.effects |= {one.id: replace(one, epoch=0, tries=0, since=books.now()) for one in changes.effects}
    apply_waiting(books, changes)


def apply_rows(books: Books, changes: Changes, row: type[Row]) -> None:
    there = books.rows.setdefault(row, {})
    for key in changes.gone.get(row, ()):
        there.pop(key, None)
    there |= changes.rows.get(row, {})


def apply_waiting(books: Books, changes: Changes) -> None:
    set_now = {one.id for one in changes.waits}
    for id_ in changes.done:
        del books.waiting[id_]
    for id_ in [one.id for one in books.waiting.values() if is_withdrawn(one, changes) and one.id not in set_now]:
        del books.waiting[id_]
    for one in changes.waits:
        books.wait(one)
    for id_ in changes.released:
        if (parked := books.waiting.get(id_)) is not None:
            books.waiting[id_] = replace(parked, reason="next", due=books.now())
    for one in [one for one in books.waiting.values() if is_woken(one, changes)]:
        books.waiting[one.id] = replace(one, due=books.now())


def is_withdrawn(row: Waiting, changes: Changes) -> bool:
    return row.name != "" and (row.name, row.envelope.subject) in changes.withdrawn


def is_woken(row: Waiting, changes: Changes) -> bool:
    return row.reason == "early" and row.partition in changes.lanes and not changes.wrote.isdisjoint(row.lacks)
