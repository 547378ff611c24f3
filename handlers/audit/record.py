from collections.abc import Iterator
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import at
from contracts.audit import AuditRecorded
from contracts.base import Message, Refused
from handlers.audit.chain import linked
from handlers.audit.everything import everything, hears
from handlers.audit.rows import Entry, Head
from handlers.audit.service import audit


@audit.step
@hears(*everything())
def record(
    said: Message, head: Annotated[Head | None, at("KEY", "key")], envelope: Envelope, body: bytes
) -> Iterator[Head | Entry | AuditRecorded]:
    """One chain for each key: all its messages lie in one partition."""
    yield from link(head or Head(said.KEY, said.key), envelope, body)


@audit.step
def record_refusal(
    refused: Refused, head: Annotated[Head | None, at("name", "about")], envelope: Envelope, body: bytes
) -> Iterator[Head | Entry | AuditRecorded]:
    """A refusal does not say its key: what is refused of one subject is a chain of its own."""
    yield from link(head or Head(refused.name, refused.about), envelope, body)


def link(head: Head, envelope: Envelope, body: bytes) -> Iterator[Head | Entry | AuditRecorded]:
    entry = linked(head, envelope, body)
    yield entry
    yield head.but(n=entry.n, hash=entry.hash)
    yield AuditRecorded(kind=head.kind, name=head.name, n=entry.n, message=entry.id, hash=entry.hash)


audit.old_topics.update(audit.topics)
