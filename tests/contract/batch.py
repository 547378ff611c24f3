"""Short words for what the stores are given."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from choreography.changes import Changes, EffectRow, Heard, LaneRow, Said, Waiting, Wanted
from choreography.envelope import Envelope
from choreography.ports import Store
from choreography.row import Row

THEN = datetime(2026, 5, 1, 20, 30, tzinfo=UTC)
LONG_AGO, FAR_OFF = THEN - timedelta(days=900), THEN + timedelta(days=9000)


def envelope(id_: str, subject: str = "s1", topic: str = "shop.events") -> Envelope:
    return Envelope(id_, "Asked", "shop", THEN, topic, "k", subject, correlation="c", actor='an "actor" \\ {x}')


def waiting(id_: str, subject: str = "s1", **fields: Any) -> Waiting:
    fields = {"partition": 0, "reason": "self", "due": LONG_AGO, "since": THEN} | fields
    return Waiting(envelope(id_, subject), b"\x00body", **fields)


def said(id_: str, answers: tuple[str, ...] = ()) -> Said:
    return Said(envelope(id_), b"\xffsaid", 0, answers)


def effect(id_: str) -> EffectRow:
    return EffectRow(envelope(id_), b"do", 0)


def command(id_: str, subject: str = "s1") -> Heard:
    return Heard(id_, "RequestBooking", subject, command=True, hash="h")


def written(*rows: Row, on: int | None = None) -> dict[str, Any]:
    """Rows as a fold leaves them: built on version `on`, else on the one before theirs."""
    changes: dict[str, Any] = {"rows": {}, "old": {}}
    for row in rows:
        changes["rows"].setdefault(type(row), {})[row.key] = row
        changes["old"].setdefault(type(row), {})[row.key] = row.version - 1 if on is None else on
    return changes


def removed(*rows: Row) -> dict[str, Any]:
    return {
        "gone": {type(row): {row.key for row in rows} for row in rows},
        "old": {type(row): {row.key: row.version for row in rows} for row in rows},
    }


async def lane(store: Store) -> LaneRow:
    """The lane row of partition 0 as it stands; taken if nobody has it yet."""
    loaded = await store.load(Wanted(partitions=(0,)))
    return loaded.lanes.get(0) or await taken(store)


async def taken(store: Store) -> LaneRow:
    """Partition 0, of a new owner."""
    return (await store.take([0]))[0]


async def save(store: Store, **changes: Any) -> None:
    """A batch of partition 0, by whoever owns it."""
    await store.save(Changes(lanes={0: await lane(store)}, **changes))


async def stands(store: Store, *rows: Row) -> list[Row]:
    """What the store has under the keys of these rows."""
    wanted: dict[type[Row], set[tuple[str, ...]]] = {}
    for row in rows:
        wanted.setdefault(type(row), set()).add(row.key)
    loaded = await store.load(Wanted(rows=wanted))
    return [loaded.rows[type(row)][row.key] for row in rows if row.key in loaded.rows[type(row)]]


async def due(store: Store) -> list[str]:
    return [row.id for row in await store.due([0], 100)]


def plain(row: Waiting) -> Waiting:
    """Without the store's own number."""
    return replace(row, seq=0)
