"""How a link is closed, and how a chain is read: what was changed, taken out or put in does not fit."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC

from choreography.envelope import Envelope
from handlers.audit.rows import Entry, Head

SEALED = ("kind", "name", "n", "id", "type", "source", "topic", "subject", "correlation", "causation", "actor", "body")


def linked(head: Head, envelope: Envelope, body: bytes) -> Entry:
    """The next link of the chain that ends in `head`."""
    n = head.n + 1
    entry = Entry(
        head.kind, head.name, f"{n:012d}", n, envelope.id, envelope.type, envelope.source, envelope.time,
        envelope.topic, envelope.subject, envelope.correlation, envelope.causation, envelope.actor,
        hashlib.sha256(body).hexdigest(), previous=head.hash, hash="", route=envelope.route, fields=envelope.changed,
    )  # fmt: skip
    return entry.but(hash=digest(entry))


def digest(entry: Entry) -> str:
    """Without a route, or changed fields, it is what it was before there were any, so that old links still fit."""
    said = [getattr(entry, name) for name in SEALED]
    later = [entry.route, entry.fields] if entry.fields else [entry.route] if entry.route else []
    text = json.dumps([*said, entry.at.astimezone(UTC).isoformat(), entry.previous, *later])
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Reader:
    """Reads one chain, entry by entry in the order of their places, and says what is wrong with it."""

    n: int = 0
    hash: str = ""

    def meets(self, entry: Entry) -> Iterator[str]:
        where, fits = f"{entry.kind}/{entry.name} {entry.n}", entry.previous == self.hash
        if entry.hash != digest(entry) or entry.place != f"{entry.n:012d}":
            yield f"{where}: changed"
        if entry.n != self.n + 1:
            yield f"{where}: {self.n + 1} should come here"
        elif not fits:
            yield f"{where}: does not follow from the link before it"
        self.n, self.hash = entry.n, entry.hash

    def ends(self, chain: str, head: Head | None) -> Iterator[str]:
        if head is None:
            yield f"{chain}: a chain without an end"
        elif (head.n, head.hash) != (self.n, self.hash):
            yield f"{chain}: ends at {self.n}, should end at {head.n}"


def breaks(head: Head | None, entries: Iterable[Entry]) -> Iterator[str]:
    """What is wrong with one chain."""
    reader, chain = Reader(), f"{head.kind}/{head.name}" if head else ""
    for entry in entries:
        chain = f"{entry.kind}/{entry.name}"
        yield from reader.meets(entry)
    if chain:
        yield from reader.ends(chain, head)
