"""How a link is closed, and how a chain is read: what was changed, taken out or put in does not fit."""

import hashlib
import json
from collections.abc import Iterable, Iterator
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
        hashlib.sha256(body).hexdigest(), previous=head.hash, hash="",
    )  # fmt: skip
    return entry.but(hash=digest(entry))


def digest(entry: Entry) -> str:
    said = [getattr(entry, name) for name in SEALED]
    text = json.dumps([*said, entry.at.astimezone(UTC).isoformat(), entry.previous])
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(head: Head | None, entries: Iterable[Entry]) -> Iterator[str]:
    """What is wrong with one chain, whose entries come in the order of their places."""
    n, previous = 0, ""
    for entry in entries:
        where = f"{entry.kind}/{entry.name} {entry.n}"
        if entry.hash != digest(entry) or entry.place != f"{entry.n:012d}":
            yield f"{where}: changed"
        if entry.n != n + 1:
            yield f"{where}: {n + 1} should come here"
        elif entry.previous != previous:
            yield f"{where}: does not follow from the link before it"
        n, previous = entry.n, entry.hash
    if head is None and n:
        yield f"{where}: a chain without an end"
    elif head is not None and (head.n, head.hash) != (n, previous):
        yield f"{head.kind}/{head.name}: ends at {n}, should end at {head.n}"
