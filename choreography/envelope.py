"""What travels around a message: the CloudEvents attributes and ours, as Kafka headers."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

Headers = tuple[tuple[str, bytes], ...]
NAMESPACE = uuid.UUID("6d1f6a2e-0f0b-5c55-9d5c-5b0f7c0e1a11")
ATTRIBUTES = ("id", "type", "source", "subject", "correlation", "causation", "actor", "route", "changed")
TEXT = (
    *((f"ce_{name}", name) for name in ATTRIBUTES),
    ("traceparent", "traceparent"),
)
SPECVERSION = ("ce_specversion", b"1.0")
OURS = frozenset((*(header for header, _ in TEXT), "ce_time", "ce_version"))
"""The headers that are read; what others there are is nobody's matter here."""
TEXT_AT_MOST = 256
"""Bytes of each text of an envelope: any three of them fit into one key of an index."""
CHANGED_AT_MOST = 64 * 1024
"""Bytes of `changed`, which lies in no index."""
VERSION_AT_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Envelope:
    """`correlation` is the id of the first message of the story, `causation` of the one that this one follows.

    `version` is the version of the row that the message is about, 0 if it is about none. `topic` and `key` are
    Kafka's own; all else are headers, those of CloudEvents with the prefix `ce_`.
    """

    id: str
    type: str
    source: str
    time: datetime
    topic: str
    key: str
    subject: str
    correlation: str
    causation: str = ""
    actor: str = ""
    version: int = 0
    traceparent: str = ""
    route: str = ""
    """By which route of the edge the command came: `POST /bookings`. What follows from it says none."""
    changed: str = ""
    """Of a fact that answers a command: which fields it changed (`choreography.changed_fields`), for audit alone."""

    def headers(self) -> Headers:
        said = [(header, value.encode()) for header, name in TEXT if (value := getattr(self, name))]
        version = str(self.version).encode()
        return (*said, SPECVERSION, ("ce_time", self.time.isoformat().encode()), ("ce_version", version))


class Unreadable(ValueError):
    """The record's headers, or its body, are not what the contract says."""


def read(topic: str, key: bytes | None, headers: Iterable[tuple[str, bytes | None]]) -> Envelope:
    """Raises Unreadable."""
    try:
        said = {
            name: value.decode() if len(value) <= TEXT_AT_MOST and b"\0" not in value else _text(value, name)
            for name, value in headers
            if value is not None and name in OURS
        }
        return Envelope(
            topic=topic,
            key=_text(key or b""),
            time=_time(said["ce_time"]),
            version=_version(said.get("ce_version", "0")),
            id=said["ce_id"],
            type=said["ce_type"],
            source=said["ce_source"],
            subject=said["ce_subject"],
            correlation=said.get("ce_correlation") or said["ce_id"],
            causation=said.get("ce_causation", ""),
            actor=said.get("ce_actor", ""),
            traceparent=said.get("traceparent", ""),
            route=said.get("ce_route", ""),
            changed=said.get("ce_changed", ""),
        )
    except (KeyError, ValueError, OverflowError) as error:
        raise Unreadable(f"headers: {error!r}"[:TEXT_AT_MOST]) from error


def _text(value: bytes, header: str = "") -> str:
    """Raises ValueError for what no table could keep, or no index."""
    if b"\0" in value:
        raise ValueError("a zero byte")
    if len(value) > (CHANGED_AT_MOST if header == "ce_changed" else TEXT_AT_MOST):
        raise ValueError(f"{len(value)} bytes")
    return value.decode()


def _time(text: str) -> datetime:
    """Raises ValueError and OverflowError."""
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("a time without a zone")
    return time if time.tzinfo is UTC else time.astimezone(UTC)


def _version(text: str) -> int:
    version = int(text)
    if not 0 <= version <= VERSION_AT_MOST:
        raise ValueError(f"version {version}")
    return version


def type_of(headers: Iterable[tuple[str, bytes | None]]) -> str:
    """The message's name, read before anything else is; empty if the header is missing or no text."""
    for name, value in headers:
        if name == "ce_type":
            try:
                return (value or b"").decode()
            except UnicodeDecodeError:
                return ""
    return ""


def derived(*parts: object) -> str:
    """The id that follows from these parts, the same wherever and whenever it is asked: a UUID of version 5."""
    digest = hashlib.sha1(NAMESPACE.bytes + "/".join(map(str, parts)).encode(), usedforsecurity=False).digest()
    text = (digest[:6] + bytes((digest[6] & 0x0F | 0x50, digest[7], digest[8] & 0x3F | 0x80)) + digest[9:16]).hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
