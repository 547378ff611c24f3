"""How far a replay has come, and whether the log still has all that it needs."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from choreography.ports import Place

STUCK_AFTER = 60.0
"""Seconds without one more record."""
Bounds = Mapping[Place, tuple[int, int]]
Next = Mapping[int, Mapping[str, int]]
"""By partition and topic, as a lane says it."""


class Incomplete(Exception):
    """The log does not have everything that the serving tables were built from."""


class Stuck(Exception):
    """The new tables do not get on; the text says why."""


@dataclass(frozen=True)
class Progress:
    """`left` is in seconds, at the pace up to now; None while nothing was read."""

    records: int
    of: int
    left: float | None


def now() -> float:
    return asyncio.get_running_loop().time()


def left(bounds: Bounds, next_: Next) -> int:
    """How many records are still to be read."""
    return sum(max(0, end - at(place, next_, first)) for place, (first, end) in bounds.items())


def at(place: Place, next_: Next, first: int = 0) -> int:
    topic, partition = place
    return next_.get(partition, {}).get(topic, first)


def reached(goal: Mapping[Place, int], next_: Next) -> bool:
    return all(at(place, next_) >= offset for place, offset in goal.items())


def must_be_whole(bounds: Bounds, stands: Mapping[Place, int]) -> None:
    """From its first record to where the serving lanes stand. Raises Incomplete."""
    lost = [f"{topic}/{n} begins at {first}" for (topic, n), (first, _) in sorted(bounds.items()) if first > 0]
    lost += [
        f"{topic}/{n} ends at {bounds[topic, n][1]}, and was read up to {offset}"
        for (topic, n), offset in sorted(stands.items())
        if (topic, n) in bounds and offset > bounds[topic, n][1]
    ]
    if lost:
        raise Incomplete("the log no longer has everything: " + "; ".join(lost))


@dataclass
class Pace:
    """Of one replay, from its beginning."""

    began: float = field(default_factory=now)
    most: int = 0
    """Records read, the most that was seen..."""
    since: float = field(default_factory=now)
    """...and since when."""
    first: int | None = None
    """How many had been read before, by a call that was broken off."""

    def progress(self, bounds: Bounds, next_: Next) -> Progress:
        of = sum(end - first for first, end in bounds.values())
        records = of - left(bounds, next_)
        if records > self.most:
            self.most, self.since = records, now()
        if self.first is None:
            self.first = records
        read, seconds = records - self.first, now() - self.began
        return Progress(records, of, (of - records) * seconds / read if read else None)

    def must_go_on(self, trouble: str) -> None:
        """Raises Stuck."""
        if now() - self.since > STUCK_AFTER:
            raise Stuck(f"no record more in {STUCK_AFTER:.0f} s: {trouble or 'the log gives none'}")
