"""What may come of a message at one service, read from the signatures of its steps."""

from collections.abc import Iterator

from choreography.service import Service
from choreography.vocabulary import Effect, Own
from contracts.base import Event, Message, OfEvent
from contracts.email import NoticePosted
from ops.saga.kinship import Silent, results

ELSEWHERE = (OfEvent.SUBJECT, NoticePosted.SUBJECT)


def may_say(service: Service, heard: type[Message]) -> tuple[str, ...]:
    """The facts that the service may say because of it, at once or after effects and words to itself; by name.

    What is said of a whole event is no part of a booking's saga: it is sold out once, by one of many. Nor is what
    stands in a person's inbox.
    """
    if heard.SUBJECT == OfEvent.SUBJECT:
        return ()
    facts = {fact for fact in _facts(service, heard, set()) if fact.SUBJECT not in ELSEWHERE}
    return tuple(sorted(fact.__name__ for fact in facts))


def _facts(service: Service, heard: type[Message], seen: set[type[Message]]) -> Iterator[type[Event]]:
    step = service.steps.get(heard)
    if step is None or heard in seen:
        return
    seen.add(heard)
    for kind in step.says:
        if issubclass(kind, Event):
            yield kind
        elif issubclass(kind, Own | Effect):
            yield from _later(service, kind, seen)


def _later(service: Service, kind: Silent, seen: set[type[Message]]) -> Iterator[type[Event]]:
    followers = results(service, kind) if issubclass(kind, Effect) else (kind,)
    for follower in followers:
        yield from _facts(service, follower, seen)
