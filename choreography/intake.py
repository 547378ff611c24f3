"""From records and waiting rows to the items of a batch: read, parsed, or found unreadable."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from choreography.changes import PageAsk, Waiting, Wanted
from choreography.envelope import TEXT_AT_MOST, Envelope, Unreadable, derived, type_of
from choreography.partition import partition_of
from choreography.ports import Record
from choreography.service import Service
from choreography.step import Need
from choreography.vocabulary import Effect, Own
from contracts.base import Message

READ_AT_MOST = 1024 * 1024
"""Bytes of a record's body, which nobody here ever says: one that is larger was packed, to weigh less on the way. Its
dead letter keeps so much of it.
"""
SHOWN_AT_MOST = TEXT_AT_MOST // 4
"""Characters that an unreadable record's dead letter keeps of its key and type: none is longer than four bytes."""


@dataclass(frozen=True, slots=True)
class Item:
    """One message of a batch, from the log (`place` is its topic and offset) or from the table (`waiting`).

    `message` is None where the service has no step for it, and where `error` says why it cannot be read: it is no
    message, it is not said there, or under another key than its own, or in another partition than its key's, by which
    another's lane would write its rows, or it is a command for this service to answer, which a newer release alone may
    know.
    """

    envelope: Envelope | None
    body: bytes
    partition: int
    message: Message | None = None
    error: str = ""
    place: tuple[str, int] | None = None
    waiting: Waiting | None = None


def is_heard(service: Service, record: Record) -> bool:
    """Has a step to be run for it, or something to be said about it?"""
    name = type_of(record.headers)
    return not name or record.topic in service.asked_on or service.heard(name) is not None


def from_record(service: Service, record: Record, partitions: int = 0) -> Item:
    """`partitions` is how many each topic has; 0 where that is not known, and nothing is out of place."""
    place = (record.topic, record.offset)
    if not is_heard(service, record):
        return Item(None, b"", record.partition, place=place)
    name = type_of(record.headers)
    kind = service.heard(name)
    body = (record.value or b"")[:READ_AT_MOST]
    try:
        envelope = record.envelope
        if kind is None:
            raise Unreadable(f"{service.name} has no step for {name}")
        if record.topic != kind.TOPIC:
            _assert_said_there(kind)
        if len(record.value or b"") > READ_AT_MOST:
            raise Unreadable(f"a body of {len(record.value or b'')} bytes")
        message = parse(kind, body)
        _assert_in_place(message, envelope.key, record.partition, partitions)
        return Item(envelope, body, record.partition, message, place=place)
    except Unreadable as error:
        return Item(_unread(record), body, record.partition, error=str(error), place=place)


def from_waiting(service: Service, waiting: Waiting, partitions: int = 0) -> Item:
    """`partitions` as for a record: what lay out of place does so when it is tried again."""
    kind = service.heard(waiting.envelope.type) or service.own.get(waiting.envelope.type)
    try:
        if kind is None:
            raise Unreadable(f"{service.name} has no step for {waiting.envelope.type}")
        if waiting.envelope.topic not in (kind.TOPIC, service.itself):
            _assert_said_there(kind)
        message = parse(kind, waiting.body)
        _assert_in_place(message, waiting.envelope.key, waiting.partition, partitions)
        return Item(waiting.envelope, waiting.body, waiting.partition, message, waiting=waiting)
    except Unreadable as error:
        return Item(waiting.envelope, waiting.body, waiting.partition, error=str(error), waiting=waiting)


def _assert_said_there(kind: type[Message]) -> None:
    """Of a message that lies elsewhere than on its topic. Raises Unreadable but for what every service may say."""
    if issubclass(kind, Own | Effect):
        raise Unreadable(f"{kind.__name__} is said to oneself alone")
    if kind.TOPIC:
        raise Unreadable(f"{kind.__name__} is said on {kind.TOPIC} alone")


def _assert_in_place(message: Message, key: str, partition: int, partitions: int) -> None:
    """What is said on no topic, as to oneself, lies with its cause. Raises Unreadable."""
    if not message.TOPIC:
        return
    if key != message.key:
        raise Unreadable(f"{type(message).__name__}: said under another key")
    if partitions and partition_of(key, partitions) != partition:
        raise Unreadable(f"{type(message).__name__}: said in another partition than its key's")


def parse(kind: type[Message], body: bytes) -> Message:
    """Raises Unreadable, which names the first field that is wrong but none of its content."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = _shown(".".join(map(str, first["loc"])))
        raise Unreadable(f"{kind.__name__}: {where}: {first['msg']}") from error


def _unread(record: Record) -> Envelope:
    """What can be said of a record whose headers or body are broken; its id follows from its place."""
    try:
        return record.envelope
    except Unreadable:
        return Envelope(
            id=derived("record", record.topic, record.partition, record.offset),
            type=_shown(type_of(record.headers)) or "unknown",
            source="unknown",
            time=record.timestamp,
            topic=record.topic,
            key=_shown((record.key or b"")[:TEXT_AT_MOST].decode(errors="replace")),
            subject="",
            correlation="",
        )


def _shown(text: str) -> str:
    """As much of it as every table, and every index, can keep."""
    return keepable(text)[:SHOWN_AT_MOST]


def keepable(text: str) -> str:
    """Without what no text of a table has: a zero byte, half a character. Who is to say why something is dead may quote
    either.
    """
    return text.replace("\0", "").encode(errors="replace").decode()


def body_hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def wanted(service: Service, items: Sequence[Item], partitions: Iterable[int]) -> Wanted:
    """What must be loaded before these items can be folded."""
    want = Wanted(partitions=tuple(sorted(partitions)))
    heard = [item for item in items if item.envelope and (item.message or item.error)]
    want.ids = tuple({item.envelope.id for item in heard if item.envelope})
    want.subjects = tuple({item.envelope.subject for item in heard if item.envelope})
    for item in heard:
        if item.message and (step := service.steps.get(type(item.message))):
            for need in step.needs:
                _add(want, need, item.message)
    return want


def _add(want: Wanted, need: Need, message: Message) -> None:
    if need.row is None:
        return
    values = [getattr(message, name) for name in need.names]
    if need.kind == "page":
        want.pages.add(PageAsk(need.row, tuple(values), getattr(message, need.after)))
    elif need.kind == "list":
        *head, many = values
        want.rows.setdefault(need.row, set()).update((*head, one) for one in many)
    elif need.unique:
        want.unique.setdefault(need.row, set()).add((need.unique, values[0]))
    else:
        want.rows.setdefault(need.row, set()).add(tuple(values))
