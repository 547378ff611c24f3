"""What everybody is told of a queue: how far it has come, and how long it is."""

from collections.abc import Iterator

from contracts.waiting_room import QueueMoved
from handlers.waiting_room.rows import Queue


def how_far(queue: Queue) -> QueueMoved:
    told = {name: getattr(queue, name) for name in ("served", "paused", "slowed")}
    return QueueMoved.of(queue, waiting=queue.line, queue_seq=queue.version + 1, **told)


def filled_or_has_room(before: Queue, now: Queue) -> Iterator[QueueMoved]:
    """Doors turn people away by the length that was told last; joins and leaves tell theirs to their places alone."""
    if before.full != now.full:
        yield how_far(now)
