"""How far a lane is behind, from its own books: no question to the log but where it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from choreography.ports import Place


@dataclass(frozen=True, slots=True)
class Lag:
    """`seconds` is the age of the oldest record that is not handled, too high by at most the time between two looks."""

    messages: int
    seconds: float


@dataclass
class Behind:
    """The oldest open record was written after the last handled one, and after the last look that found none open.

    Of a place where neither is known, because a worker has just begun, it counts from the first look.
    """

    none_open: dict[Place, float] = field(default_factory=dict)
    """When a look last found all handled, in seconds since 1970."""

    def look(
        self, ends: Mapping[Place, int], next_: Mapping[Place, int], written: Mapping[Place, datetime], now: float
    ) -> dict[Place, Lag]:
        """`ends` and `next_` are offsets; places that the lane does not own are left out of `next_`."""
        self.none_open = {place: at for place, at in self.none_open.items() if place in next_}
        return {place: self._lag(place, ends[place] - next_[place], written, now) for place in ends if place in next_}

    def _lag(self, place: Place, messages: int, written: Mapping[Place, datetime], now: float) -> Lag:
        if messages <= 0:
            self.none_open[place] = now
            return Lag(0, 0.0)
        known = [self.none_open[place]] if place in self.none_open else []
        known += [written[place].timestamp()] if place in written else []
        if not known:
            self.none_open[place] = now
        return Lag(messages, max(0.0, now - max(known, default=now)))
