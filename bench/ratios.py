"""Medians, ranges, and what they mean beside one another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from bench.measure import Measure
from bench.plan import BASE

Value = Callable[[Measure], float]


@dataclass(frozen=True)
class Spread:
    middle: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread | None":
        """None of nothing."""
        found = sorted(values)
        return cls(median(found), found[0], found[-1]) if found else None


@dataclass(frozen=True)
class Target:
    """`at_least` or at most `bound` times the other's is what a change must hold; `aim` is what is wished for."""

    load: str
    what: str
    value: Value
    bound: float
    aim: float
    at_least: bool
    other: str = "dbos"

    def met(self, ratio: float) -> bool:
        return self._as_good(ratio, self.bound)

    def reached(self, ratio: float) -> bool:
        return self._as_good(ratio, self.aim)

    def _as_good(self, ratio: float, bound: float) -> bool:
        return ratio >= bound if self.at_least else ratio <= bound


def rate(measure: Measure) -> float:
    return measure.per_s


def middle(measure: Measure) -> float:
    return measure.p50


def slow(measure: Measure) -> float:
    return measure.p99


TARGETS = (
    Target("closed 50", "bookings/s", rate, 1.5, aim=12.0, at_least=True),
    Target("closed 500", "bookings/s", rate, 2.5, aim=15.0, at_least=True),
    Target("single", "p50", middle, 3.0, aim=0.6, at_least=False),
)


def of(measures: list[Measure], load: str, system: str) -> list[Measure]:
    return [one for one in measures if (one.load, one.system) == (load, system)]


def spread(measures: list[Measure], load: str, system: str, value: Value) -> Spread | None:
    return Spread.of(value(one) for one in of(measures, load, system))


def ratio(measures: list[Measure], load: str, other: str, value: Value) -> Spread | None:
    """Of the mesh to the other, pair by pair: both were measured within the same minutes."""
    others = {one.pair: value(one) for one in of(measures, load, other)}
    ours = of(measures, load, BASE)
    return Spread.of(value(one) / others[one.pair] for one in ours if others.get(one.pair))
