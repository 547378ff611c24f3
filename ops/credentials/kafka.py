"""Kafka: each writes the topics of what it says, and reads those of what it hears, in the group of its own name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from choreography.kafka.acls import CLUSTER, Acl, Kind, May
from contracts.base import Refused
from ops import registry
from ops.credentials.parts import EDGE, OPERATOR, PARTS
from ops.generate.house import House, answers, house

SAID_BY = {EDGE: "edge", OPERATOR: "command line"}
SHOWN = "views"
"""How far this service is behind is for the edge to say: so it sees when what was not yet read was written."""


@dataclass(frozen=True)
class Rights:
    """Topics and groups, by name."""

    writes: frozenset[str]
    reads: frozenset[str]
    groups: frozenset[str]


@cache
def rights(part: str) -> Rights:
    found = house()
    if part in registry.NAMES:
        service = registry.service(part)
        rounds = {round_.command.TOPIC for round_ in service.rounds}
        refusals = {f"{part}.events"} if answers(service) else set()
        said = {message.TOPIC for message in service.says if message is not Refused}
        return Rights(frozenset(said | rounds | refusals), frozenset(service.topics), frozenset({part}))
    reads = open_topics(found) if part == OPERATOR else registry.service(SHOWN).topics
    return Rights(frozenset(_said_by(found, SAID_BY[part])), frozenset(reads), frozenset())


def open_topics(found: House) -> Iterable[str]:
    """All but those of passwords."""
    return (spec.name for spec in found.topics if not spec.name.endswith(".secrets"))


def _said_by(found: House, name: str) -> Iterable[str]:
    return (message.TOPIC for message in found.messages if message.TOPIC and name in found.said_by(message))


def acls() -> frozenset[Acl]:
    return frozenset(one for part in PARTS for one in _of(part))


def _of(part: str) -> Iterable[Acl]:
    may = rights(part)
    yield Acl(part, Kind.CLUSTER, CLUSTER, May.NUMBER)  # a worker has a producer, whether or not it says anything
    yield from (Acl(part, Kind.TOPIC, topic, May.WRITE) for topic in may.writes)
    yield from (Acl(part, Kind.TOPIC, topic, May.READ) for topic in may.reads)
    yield from (Acl(part, Kind.GROUP, group, May.READ) for group in may.groups)
    if part not in registry.NAMES:  # how far each service is behind
        yield from (Acl(part, kind, "*", May.DESCRIBE) for kind in (Kind.TOPIC, Kind.GROUP))
