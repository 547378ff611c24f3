"""The log: topics of partitions with true offsets."""

from collections.abc import Callable
from datetime import datetime

from choreography.ports import Place, Record, WrongTopic

Clock = Callable[[], datetime]


class Log:
    """What was ever said, by place. Offsets count from 0, also after the oldest records are dropped."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._first: dict[Place, int] = {}
        self._records: dict[Place, list[Record]] = {}
        self.partitions: dict[str, int] = {}

    def create(self, topic: str, partitions: int) -> None:
        """Does nothing if the topic is there."""
        if self.partitions.setdefault(topic, partitions) == partitions:
            for partition in range(partitions):
                self._records.setdefault((topic, partition), [])

    def append(
        self, place: Place, key: bytes | None, value: bytes | None, headers: tuple[tuple[str, bytes | None], ...]
    ) -> Record:
        """Raises WrongTopic."""
        record = Record(*place, self.bounds(place)[1], self._clock(), key, value, headers)
        self._records[place].append(record)
        return record

    def bounds(self, place: Place) -> tuple[int, int]:
        """The first offset that is still there, and the one after the last. Raises WrongTopic."""
        if place not in self._records:
            raise WrongTopic(f"{place[0]} has no partition {place[1]}")
        first = self._first.get(place, 0)
        return first, first + len(self._records[place])

    def read(self, place: Place, offset: int, most: int) -> list[Record]:
        """From `offset` on; from the first that is there if it lies outside, as Kafka's "earliest" does."""
        first, end = self.bounds(place)
        start = offset - first if first <= offset <= end else 0
        return self._records[place][start : start + most]

    def drop(self, place: Place, before: int) -> None:
        """Retention: what lies before this offset is gone."""
        first, end = self.bounds(place)
        gone = min(max(before, first), end) - first
        del self._records[place][:gone]
        self._first[place] = first + gone
