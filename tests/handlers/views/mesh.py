"""A few services that hear each other at once, and a log of the facts they say: what the views will be told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from choreography.envelope import derived
from choreography.fold import Folded
from choreography.intake import Item
from choreography.row import Row
from choreography.service import Service
from choreography.testing import START, Bench
from contracts.base import MESSAGES, Message
from handlers.bookings import bookings
from handlers.catalog import catalog
from handlers.inventory import inventory
from handlers.views import views


@dataclass(frozen=True)
class Fact:
    """A message, and what its envelope says."""

    id: str
    message: Message
    version: int
    time: datetime


class Recorded(Bench):
    """Keeps what it was told from outside, for another store to be told the same."""

    def __init__(self, service: Service) -> None:
        super().__init__(service)
        self.items: list[Item] = []

    def _handle(self, item: Item) -> Folded:
        self.items += [] if item.waiting else [item]
        return super()._handle(item)


class Mesh:
    def __init__(self) -> None:
        self.catalog, self.bookings, self.inventory = Recorded(catalog), Recorded(bookings), Recorded(inventory)
        self.facts: list[Fact] = []
        self._count = 0

    @property
    def benches(self) -> tuple[Recorded, ...]:
        return self.catalog, self.bookings, self.inventory

    def say(self, *messages: Message, version: int = 0) -> None:
        """A command, or the fact of a service that is not here; then all that follows from it."""
        for message in messages:
            self._count += 1
            self._spread([Fact(derived("said", self._count), message, version, self.bookings.now)])

    def passes(self, time: timedelta) -> None:
        for bench in self.benches:
            bench.passes(time)
        self._spread([fact for bench in self.benches for fact in facts_of(bench)])

    def _spread(self, facts: list[Fact]) -> None:
        while facts:
            fact = facts.pop(0)
            self.facts += [fact] if type(fact.message) in views.steps else []
            for bench in self.benches:
                if type(fact.message) in bench.service.steps:
                    bench.when(fact.message, id=fact.id, at=fact.time)
                    bench.passes(timedelta())
                    facts += facts_of(bench)


def facts_of(bench: Bench) -> Iterator[Fact]:
    """What it said since it was last asked."""
    for said in list(bench.books.outbox.values()):
        message = MESSAGES[said.envelope.type].model_validate_json(said.body)
        yield Fact(said.id, message, said.envelope.version, said.envelope.time)
    bench.books.outbox.clear()


def shown(facts: Iterable[Fact]) -> Recorded:
    """The views after these facts, each under an id of its own, so that a second copy is not simply dropped."""
    bench = Recorded(views)
    for n, fact in enumerate(facts):
        bench.when(fact.message, id=f"{fact.id}/{n}", version=fact.version, at=fact.time)
        assert bench.outcome == "done", f"{bench.outcome} {bench.error}"
    assert bench.now == START
    return bench


def rows(bench: Bench) -> dict[tuple[str, ...], Row]:
    """All rows, without their versions, which count the changes."""
    every = (row for kind in bench.books.rows.values() for row in kind.values())
    return {(row.TABLE, *row.key): row.but(version=0) for row in every}
