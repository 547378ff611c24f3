"""The topics as they should be and as they are, and how far each group is behind."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from choreography.lag import Lag
from choreography.service import Service
from contracts.topics import TopicSpec
from ops.inspector import Inspector


@dataclass(frozen=True)
class Behind:
    """`seconds` is the age of the oldest record that the group has not handled."""

    group: str
    messages: int
    seconds: float


@dataclass
class TopicState:
    """`trouble` is missing, undeclared or uneven (another number of partitions); empty if all is well."""

    name: str
    partitions: int
    records: int = 0
    trouble: str = ""
    groups: list[Behind] = field(default_factory=list)


async def topic_states(
    inspector: Inspector, declared: Iterable[TopicSpec], services: Iterable[Service], partitions: int
) -> list[TopicState]:
    there, wanted = await inspector.topics(), {spec.name for spec in declared}
    names = sorted(wanted | there.keys())
    lags = [(service.name, lag) for service in services for lag in await inspector.lags(service)]
    records = {name: _records(bounds) for name, bounds in (await inspector.bounds(*names)).items()}
    trouble = {name: _trouble(name, wanted, there, partitions) for name in names}
    return [TopicState(name, there.get(name, 0), records[name], trouble[name], behind(name, lags)) for name in names]


def behind(topic: str, lags: Iterable[tuple[str, Lag]]) -> list[Behind]:
    """One for each group that listens to the topic."""
    found: dict[str, list[Lag]] = {}
    for group, lag in lags:
        if lag.topic == topic:
            found.setdefault(group, []).append(lag)
    return [
        Behind(group, sum(lag.messages for lag in group_lags), round(max(lag.seconds for lag in group_lags), 1))
        for group, group_lags in sorted(found.items())
    ]


def _trouble(name: str, wanted: set[str], there: dict[str, int], partitions: int) -> str:
    if name not in wanted:
        return "undeclared"
    if not there.get(name):
        return "missing"
    return "" if there[name] == partitions else "uneven"


def _records(bounds: dict[int, tuple[int, int]]) -> int:
    return sum(end - first for first, end in bounds.values())
