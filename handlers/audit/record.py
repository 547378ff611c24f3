from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import Timer, at
from contracts.base import Message, Refused
from handlers.audit.by_operators import told
from handlers.audit.chain import linked
from handlers.audit.everything import everything, hears
from handlers.audit.own import Seal
from handlers.audit.rows import Entry, Head
from handlers.audit.service import audit

SEALED_WITHIN = timedelta(seconds=2)


@audit.step
@hears(*everything())
def record(
    said: Message, head: Annotated[Head | None, at("KEY", "key")], envelope: Envelope, body: bytes, now: datetime
) -> Iterator[Head | Entry | Timer]:
    """One chain for each key: all its messages lie in one partition."""
    yield from link(head or Head(said.KEY, said.key), told(said, envelope), body, now)


@audit.step
def record_refusal(
    refused: Refused, head: Annotated[Head | None, at("name", "about")], envelope: Envelope, body: bytes, now: datetime
) -> Iterator[Head | Entry | Timer]:
    """A refusal does not say its key: what is refused of one subject is a chain of its own."""
    yield from link(head or Head(refused.name, refused.about), envelope, body, now)


def link(head: Head, envelope: Envelope, body: bytes, now: datetime) -> Iterator[Head | Entry | Timer]:
    """The first link since the last seal asks for the next one."""
    entry = linked(head, envelope, body)
    yield entry
    yield head.but(n=entry.n, hash=entry.hash, message=entry.id)
    if head.n == head.sealed:
        yield Timer(f"seal {head.kind}", now + SEALED_WITHIN, Seal(kind=head.kind, name=head.name))


audit.old_topics.update(audit.topics)
