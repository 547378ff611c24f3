"""The engine's own rows, from the driver's records and back."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from pydantic_core import to_json

from choreography.changes import EffectRow, LaneRow, Said, Waiting
from choreography.envelope import Envelope

WAITING = "seq, partition, reason, due, since, name, tries, lacks, error, blocks, discarded, envelope, body"
SAME = ("body", "partition", "reason", "due", "since", "name", "tries", "error", "blocks", "discarded", "seq")
SAID = "seq, partition, envelope, body, answers, changed"
EFFECT = "partition, envelope, body, epoch, tries, since"


FIELDS = tuple(field.name for field in fields(Envelope) if field.name not in ("route", "changed"))
"""What is kept of a message that waits, or is still to be said; an older worker must be able to read it."""


def envelope_json(envelope: Envelope) -> str:
    said = {name: getattr(envelope, name) for name in FIELDS}
    said["time"] = envelope.time.isoformat()
    return to_json(said).decode()


def envelope_of(text: str) -> Envelope:
    said = json.loads(text)
    return Envelope(**said | {"time": datetime.fromisoformat(said["time"])})


def array(items: Sequence[str]) -> str:
    """PostgreSQL's text of an array, for arrays of arrays of different lengths."""
    quoted = (item.replace("\\", "\\\\").replace('"', '\\"') for item in items)
    return "{" + ",".join(f'"{item}"' for item in quoted) + "}"


def lane_of(record: Any) -> LaneRow:
    return LaneRow(record["partition"], record["epoch"], record["turn"], json.loads(record["next"]))


def said_of(record: Any) -> Said:
    envelope = replace(envelope_of(record["envelope"]), changed=record["changed"])
    return Said(envelope, record["body"], record["partition"], tuple(record["answers"]), record["seq"])


def effect_of(record: Any) -> EffectRow:
    envelope = envelope_of(record["envelope"])
    return EffectRow(envelope, record["body"], record["partition"], record["epoch"], record["tries"], record["since"])


def waiting_of(record: Any) -> Waiting:
    said = {name: record[name] for name in SAME}
    return Waiting(envelope_of(record["envelope"]), lacks=tuple(record["lacks"]), **said)
