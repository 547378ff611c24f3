"""The parts of a save that keep the table of what waits. No row may be touched by two of them."""

from collections.abc import Sequence

from choreography.changes import Changes, Waiting
from choreography.postgres.part import Arguments, Part
from choreography.postgres.records import array, envelope_json

COLUMNS = "id, name, topic, key, subject, partition, reason, due, since, tries, lacks, error, blocks, envelope, body"
UNNESTED = """unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[],
$8::timestamptz[], $9::timestamptz[], $10::int[], $11::text[], $12::text[], $13::boolean[], $14::jsonb[],
$15::bytea[])"""
KEPT = ("id", "seq", "since")
SETS = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", ") if name not in KEPT)
WAITS = f"""insert into waiting ({COLUMNS})
select id, name, topic, key, subject, partition, reason,
case when reason = 'early' and lacks::text[] && $16::text[] then now() else due end,
since, tries, lacks::text[], error, blocks, envelope, body
from {UNNESTED} with ordinality as n({COLUMNS}, place) where {{gate}} order by place
on conflict (id) do update set {SETS}"""
DONE = "delete from waiting where {gate} and id = any($1::text[]) returning 1"
WITHDRAWN = """delete from waiting t using unnest($1::text[], $2::text[]) as n(name, subject)
where {gate} and t.name <> '' and not t.blocks and t.subject = n.subject and t.name = n.name
and t.id <> all($3::text[])"""
RELEASED = "update waiting set reason = 'next', due = now() where {gate} and id = any($1::text[])"
WOKEN = """update waiting set due = now() where {gate} and reason = 'early' and lacks && $1::text[]
and partition = any($2::int[]) and id <> all($3::text[])
and not (name <> '' and (subject, name) in (select * from unnest($4::text[], $5::text[])))"""


def waiting_parts() -> list[Part]:
    return [
        Part("waits", WAITS, waits),
        Part("done", DONE, lambda changes: [changes.done] if changes.done else None, counts=True),
        Part("withdrawn", WITHDRAWN, withdrawn),
        Part("released", RELEASED, lambda changes: [changes.released] if changes.released else None),
        Part("woken", WOKEN, woken),
    ]


def waits(changes: Changes) -> Arguments | None:
    if not (rows := changes.waits):
        return None
    envelopes = [row.envelope for row in rows]
    return [
        [envelope.id for envelope in envelopes],
        [row.name for row in rows],
        *([getattr(envelope, name) for envelope in envelopes] for name in ("topic", "key", "subject")),
        *([getattr(row, name) for row in rows] for name in ("partition", "reason", "due", "since", "tries")),
        [array(row.lacks) for row in rows],
        [row.error for row in rows],
        [row.blocks for row in rows],
        [envelope_json(envelope) for envelope in envelopes],
        [row.body for row in rows],
        list(changes.wrote),
    ]


def inserted(rows: list[Waiting]) -> Arguments:
    """The arguments of `WAITS` for these alone."""
    return waits(Changes(waits=rows)) or []


def withdrawn(changes: Changes) -> Arguments | None:
    if not changes.withdrawn:
        return None
    return [*pairs(sorted(changes.withdrawn)), [*changes.done, *waiting_ids(changes)]]


def woken(changes: Changes) -> Arguments | None:
    if not changes.wrote:
        return None
    touched = [*changes.done, *waiting_ids(changes), *changes.released]
    names, subjects = pairs(sorted(changes.withdrawn))
    return [list(changes.wrote), list(changes.lanes), touched, subjects, names]


def pairs(withdrawn: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [name for name, _ in withdrawn], [subject for _, subject in withdrawn]


def waiting_ids(changes: Changes) -> list[str]:
    return [row.id for row in changes.waits]
