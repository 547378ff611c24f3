"""A look into a topic: nobody's offsets move, and it is always said what was searched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from choreography.envelope import Unreadable, read
from choreography.partition import partition_of
from choreography.ports import Record
from ops.inspector import Inspector
from ops.masking import shown

SCANNED = 5_000
"""Records of one partition that a look goes through at most, the newest ones."""


@dataclass(frozen=True)
class Wish:
    """What to look for; empty: anything. A booking's id begins with its event's, which is the key."""

    topic: str
    key: str = ""
    booking: str = ""
    since: datetime | None = None
    limit: int = 20

    @property
    def record_key(self) -> str:
        return self.key or self.booking.rpartition("-")[0]


@dataclass
class Sight:
    """`searched` are (partition, from, to, first, end): offsets from..to-1 of first..end-1."""

    records: list[dict[str, Any]] = field(default_factory=list)
    found: int = 0
    searched: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    complete: bool = True
    """Nothing that was wished for lies outside of what was searched, or was found and not shown."""


async def peek(inspector: Inspector, wish: Wish) -> Sight:
    """The newest that fit, oldest first."""
    bounds = (await inspector.bounds(wish.topic))[wish.topic]
    if wish.record_key and bounds:
        number = partition_of(wish.record_key, len(bounds))
        bounds = {number: bounds[number]}
    starts = await inspector.since(wish.topic, wish.since) if wish.since else {}
    wanted = {n: (starts.get(n, first), end) for n, (first, end) in bounds.items()}
    ranges = {n: (max(start, end - SCANNED), end) for n, (start, end) in wanted.items()}
    records = await inspector.records(wish.topic, ranges)
    fitting = sorted(
        filter(fits(wish), records), key=lambda record: (record.timestamp, record.partition, record.offset)
    )
    read_whole = len(records) >= sum(end - start for start, end in ranges.values())
    return Sight(
        [described(record) for record in fitting[-wish.limit :]],
        len(fitting),
        [(n, *ranges[n], *bounds[n]) for n in sorted(ranges)],
        read_whole and ranges == wanted and len(fitting) <= wish.limit,
    )


def fits(wish: Wish) -> Callable[[Record], bool]:
    def check(record: Record) -> bool:
        if wish.record_key and record.key != wish.record_key.encode():
            return False
        return not wish.booking or dict(record.headers).get("ce_subject") == wish.booking.encode()

    return check


def described(record: Record) -> dict[str, Any]:
    place = {"partition": record.partition, "offset": record.offset, "written": record.timestamp}
    try:
        said = read(record.topic, record.key, record.headers)
    except Unreadable as error:
        return place | {"unreadable": str(error), "body": shown(record.value)}
    head = {"id": said.id, "type": said.type, "source": said.source, "time": said.time, "key": said.key}
    head |= {"subject": said.subject, "causation": said.causation, "actor": said.actor, "version": said.version}
    return place | head | {"body": shown(record.value)}
