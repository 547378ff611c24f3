"""What a service says to itself leaves no trace outside; but its id follows from its cause: it can be found again."""

import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from choreography.envelope import derived
from choreography.service import Service
from choreography.step import Step
from choreography.vocabulary import Effect, Own
from contracts.base import MESSAGES, Message
from handlers.audit.rows import Entry

DEPTH = 4
"""How many words to oneself may follow one another."""
COUNT = 3
"""How many of one name a step may say."""
Silent = type[Own] | type[Effect]


@dataclass(frozen=True)
class Inner:
    """Something that the service `by` said to itself because of `cause`.

    An effect's result has no `type`: its id does not tell which of the possible results it was.
    """

    id: str
    type: str
    by: str
    cause: str


def inner(entries: Iterable[Entry], services: Iterable[Service]) -> dict[str, Inner]:
    """By id, all that the services may have said to themselves because of these; most of it was never said."""
    services, found = tuple(services), dict[str, Inner]()
    for entry in entries:
        for service in services:
            if step := service.steps.get(MESSAGES.get(entry.type, Message)):
                found |= {one.id: one for one in _said(service, step, entry.id, DEPTH)}
    return found


def _said(service: Service, step: Step, cause: str, depth: int) -> Iterator[Inner]:
    for kind in (kind for kind in step.says if depth and issubclass(kind, Own | Effect)):
        for n in range(COUNT):
            id_ = derived(cause, f"{service.name}/{step.name}/{kind.__name__}/{n}")
            yield Inner(id_, kind.__name__, service.name, cause)
            yield from _after(service, kind, id_, depth - 1)


def _after(service: Service, kind: Silent, id_: str, depth: int) -> Iterator[Inner]:
    if issubclass(kind, Effect):
        done = derived(id_, "result")
        yield Inner(done, "", service.name, id_)
        for result in results(service, kind):
            if step := service.steps.get(result):
                yield from _said(service, step, done, depth)
    elif step := service.steps.get(kind):
        yield from _said(service, step, id_, depth)


def results(service: Service, effect: type[Effect]) -> tuple[type[Own], ...]:
    """What performing the effect may come to."""
    if (performer := service.performers.get(effect)) is None:
        return ()
    returned = typing.get_type_hints(performer.run)["return"]
    return typing.get_args(returned) or (returned,)


def causes(id_: str, inner_words: Mapping[str, Inner]) -> Iterator[str]:
    """The id, and what it goes back to through what was said within a service."""
    yield id_
    while (word := inner_words.get(id_)) is not None:
        id_ = word.cause
        yield id_
