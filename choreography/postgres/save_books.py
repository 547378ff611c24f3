"""The parts of a save that keep the engine's books: lanes, inbox, outbox, effects."""

import json
from collections.abc import Sequence

from choreography.changes import Answer, EffectRow, Heard, LaneRow, Said
from choreography.postgres.part import Arguments, Part
from choreography.postgres.records import array, envelope_json

LANES = """update lane set turn = lane.turn + 1, next = n.next
from unnest($1::int[], $2::bigint[], $3::bigint[], $4::jsonb[]) as n(partition, epoch, turn, next)
where lane.partition = n.partition and lane.epoch = n.epoch and lane.turn = n.turn returning 1"""
HEARD = """insert into inbox (id, type, subject, command, hash, answer_id, answer_type, answer_body)
select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::bytea[])
where {gate} and not exists (select from inbox where id = any($1::text[])) returning 1"""
ANSWERED = """update inbox set answer_id = n.answer_id, answer_type = n.answer_type, answer_body = n.answer_body
from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) as n(id, answer_id, answer_type, answer_body)
where {gate} and inbox.id = n.id and inbox.command and inbox.answer_id is null"""
SAID = """insert into outbox (id, partition, topic, key, envelope, body, answers, changed)
select id, partition, topic, key, envelope, body, answers::text[], changed from unnest($1::text[], $2::int[],
$3::text[], $4::text[], $5::jsonb[], $6::bytea[], $7::text[], $8::text[]) with ordinality as n(id, partition, topic,
key, envelope, body, answers, changed, place) where {gate} order by place"""
ACKED = "delete from outbox where {gate} and id = any($1::text[])"
EFFECTS = """insert into effect (id, partition, envelope, body, tries)
select * from unnest($1::text[], $2::int[], $3::jsonb[], $4::bytea[], $5::int[]) where {gate}"""


def book_parts() -> list[Part]:
    return [
        Part("lanes", LANES, lambda changes: lanes(list(changes.lanes.values()))),
        Part("heard", HEARD, lambda changes: heard(changes.heard), counts=True),
        Part("answered", ANSWERED, lambda changes: answered(changes.answered)),
        Part("said", SAID, lambda changes: said(changes.said)),
        Part("acked", ACKED, lambda changes: [list(changes.acked)] if changes.acked else None),
        Part("effects", EFFECTS, lambda changes: effects(changes.effects)),
    ]


def lanes(rows: list[LaneRow]) -> Arguments | None:
    if not rows:
        return None
    rows.sort(key=lambda row: row.partition)
    numbers = [[row.partition for row in rows], [row.epoch for row in rows], [row.turn for row in rows]]
    return [*numbers, [json.dumps(row.next) for row in rows]]


def heard(rows: Sequence[Heard]) -> Arguments | None:
    if not rows:
        return None
    given = [[getattr(row, name) for row in rows] for name in ("id", "type", "subject", "command", "hash")]
    return [*given, *answers([row.answer for row in rows])]


def answers(given: Sequence[Answer | None]) -> Arguments:
    return [[answer and getattr(answer, name) for answer in given] for name in ("id", "type", "body")]


def answered(given: dict[str, Answer]) -> Arguments | None:
    return [list(given), *answers(list(given.values()))] if given else None


def said(rows: Sequence[Said]) -> Arguments | None:
    if not rows:
        return None
    envelopes = [row.envelope for row in rows]
    return [
        [envelope.id for envelope in envelopes],
        [row.partition for row in rows],
        [envelope.topic for envelope in envelopes],
        [envelope.key for envelope in envelopes],
        [envelope_json(envelope) for envelope in envelopes],
        [row.body for row in rows],
        [array(row.answers) for row in rows],
        [envelope.changed for envelope in envelopes],
    ]


def effects(rows: Sequence[EffectRow]) -> Arguments | None:
    if not rows:
        return None
    envelopes = [envelope_json(row.envelope) for row in rows]
    return [
        [row.id for row in rows],
        [row.partition for row in rows],
        envelopes,
        [row.body for row in rows],
        [row.tries for row in rows],
    ]
