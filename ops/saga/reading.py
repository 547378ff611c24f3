"""Everything that is known of one booking, brought together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from choreography.changes import Waiting
from choreography.service import Service
from handlers.audit.rows import Entry
from ops.inspector import Inspector
from ops.saga.kinship import inner
from ops.saga.missing import Missing, State, is_over, missing
from ops.saga.tree import Node, tree

PATIENCE = timedelta(seconds=5)
ANCESTORS = 5
"""How far back the causes of what is about other subjects are followed: an event's cancellation, say."""


@dataclass
class Saga:
    booking: str
    over: bool
    roots: list[Node] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    waiting: list[tuple[str, Waiting]] = field(default_factory=list)
    """(service, what waits there): timers and letters, early or dead."""


async def read_saga(
    inspector: Inspector,
    booking: str,
    services: Iterable[Service],
    now: datetime | None = None,
    patience: timedelta = PATIENCE,
) -> Saga:
    """`now` is the mesh's own time, the wall clock's if it is not given."""
    speakers = [service for service in services if service.says and service.name != "audit"]
    own = await inspector.about(booking)
    entries = await with_causes(inspector, own)
    states = {one.name: await state_of(inspector, one.name, booking, entries) for one in speakers}
    words = inner(entries, speakers)
    lacking = missing(own, speakers, states, words, now or datetime.now(UTC), patience)
    waits = [(name, waiting) for name, state in states.items() for waiting in state.waiting]
    return Saga(booking, is_over(own), tree(entries, words), list(lacking), waits)


async def with_causes(inspector: Inspector, entries: Sequence[Entry]) -> list[Entry]:
    """And what they go back to, though it be about something else."""
    found = {entry.id: entry for entry in entries}
    for _ in range(ANCESTORS):
        wanted = {id_ for entry in found.values() for id_ in (entry.causation, entry.correlation)} - found.keys() - {""}
        if not (more := await inspector.named(wanted)):
            break
        found |= {entry.id: entry for entry in more}
    return sorted(found.values(), key=lambda entry: (entry.at, entry.n))


async def state_of(inspector: Inspector, service: str, booking: str, entries: Sequence[Entry]) -> State:
    return State(
        await inspector.handled(service, [entry.id for entry in entries]),
        await inspector.waiting(service, booking),
        await inspector.effects(service, booking),
        await inspector.unpublished(service, booking),
    )
