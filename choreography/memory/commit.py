"""A save in memory: every condition is asked first, then everything is applied."""

from dataclasses import replace

from choreography.changes import Changes, Waiting
from choreography.memory.books import Books
from choreography.memory.check import check
from choreography.row import Row


def save_now(books: Books, changes: Changes) -> None:
    """All or nothing. Raises Fenced, Conflict or Violation."""
    check(books, changes)
    apply(books, changes)


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
    books.effects |= {one.id: replace(one, epoch=0, since=books.now()) for one in changes.effects}
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
    return row.name != "" and not row.blocks and (row.name, row.envelope.subject) in changes.withdrawn


def is_woken(row: Waiting, changes: Changes) -> bool:
    return row.reason == "early" and row.partition in changes.lanes and not changes.wrote.isdisjoint(row.lacks)
