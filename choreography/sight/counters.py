"""What a lane counts: once a batch, in plain numbers. They are read when somebody asks."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Messages of a batch."""
LONG = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600)
"""Seconds of what may wait for a person."""
SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Histogram:
    """`counts` are those of each bound, the last those beyond all of them."""

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds, self.total = bounds, 0.0
        self.counts = [0] * (len(bounds) + 1)

    def add(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    @property
    def count(self) -> int:
        return sum(self.counts)


@dataclass
class ConsumerCounters:
    """What happened to a lane's consumer since it began."""

    polls_failed: int = 0
    batches_failed: int = 0
    rebalances: int = 0
    restarts: int = 0


@dataclass
class Counters:
    """What a lane did since it began."""

    failed: dict[str, int] = field(default_factory=dict)
    """Batches, by cause."""
    outcomes: dict[str, int] = field(default_factory=dict)
    """Messages, by outcome."""
    said: int = 0
    sizes: Histogram = field(default_factory=lambda: Histogram(SIZES))
    """Messages handled by a batch."""
    load: Histogram = field(default_factory=lambda: Histogram(SECONDS))
    """Seconds of a batch in which its rows are read..."""
    fold: Histogram = field(default_factory=lambda: Histogram(SECONDS))
    """...its steps are run..."""
    save: Histogram = field(default_factory=lambda: Histogram(SECONDS))
    """...and all is committed."""

    durations: dict[str, dict[str, Histogram]] = field(default_factory=dict)
    """Those that the service declares, by name and outcome."""

    @property
    def batches(self) -> int:
        return self.sizes.count

    def took(self, began: float, loaded: float, folded: float) -> None:
        """A batch is committed now; the three are what `time.perf_counter()` said on the way."""
        self.load.add(loaded - began)
        self.fold.add(folded - loaded)
        self.save.add(perf_counter() - folded)

    def did_end(self, name: str, outcome: str, seconds: float) -> None:
        self.durations.setdefault(name, {}).setdefault(outcome, Histogram(LONG)).add(seconds)

    def did_fail(self, cause: str) -> None:
        self.failed[cause] = self.failed.get(cause, 0) + 1
