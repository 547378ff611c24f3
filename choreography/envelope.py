"""What travels around a message: the CloudEvents attributes and ours, as Kafka headers."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

Headers = tuple[tuple[str, bytes], ...]
NAMESPACE = uuid.UUID("6d1f6a2e-0f0b-5c55-9d5c-5b0f7c0e1a11")
TEXT = ("id", "type", "source", "subject", "correlation", "causation", "actor", "traceparent")


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

    def headers(self) -> Headers:
        said = [(f"ce_{name}" if name != "traceparent" else name, getattr(self, name)) for name in TEXT]
        said += [("ce_specversion", "1.0"), ("ce_time", self.time.isoformat()), ("ce_version", str(self.version))]
        return tuple((name, value.encode()) for name, value in said if value)


class Unreadable(ValueError):
    """The record's headers, or its body, are not what the contract says."""


def read(topic: str, key: bytes | None, headers: Iterable[tuple[str, bytes | None]]) -> Envelope:
    """Raises Unreadable."""
    try:
        said = {name.removeprefix("ce_"): _text(value) for name, value in headers if value is not None}
        return Envelope(
            topic=topic,
            key=_text(key or b""),
            time=datetime.fromisoformat(said["time"]),
            version=int(said.get("version", "0")),
            id=said["id"],
            type=said["type"],
            source=said["source"],
            subject=said["subject"],
            correlation=said.get("correlation", said["id"]),
            causation=said.get("causation", ""),
            actor=said.get("actor", ""),
            traceparent=said.get("traceparent", ""),
        )
    except (KeyError, ValueError) as error:
        raise Unreadable(f"headers: {error!r}") from error


def _text(value: bytes) -> str:
    """Raises ValueError for what no table could keep."""
    if b"\0" in value:
        raise ValueError("a zero byte")
    return value.decode()


def type_of(headers: Iterable[tuple[str, bytes | None]]) -> str:
    """The message's name, read before anything else is; empty if the header is missing or no text."""
    for name, value in headers:
        if name == "ce_type":
            return (value or b"").decode(errors="replace")
    return ""


def derived(*parts: object) -> str:
    """The id that follows from these parts, the same wherever and whenever it is asked."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))
