"""What the bench of a queue prints of what it saw; it is run by name, for it starts a whole box office."""

import pytest

from bench.measuring import quantile
from bench.queue.__main__ import figures
from bench.queue.played import Played


def test_the_figures_are_those_that_were_measured() -> None:
    seen = Played(people=1_000, joined=2.0, shown=5.5, memory={"sale": (120, 150)}, seconds=3.0, reads=900, p95=76.0)
    told = dict(figures(seen))
    assert (told["joined"], told["all receipts shown"]) == ("2 s, 500 a second", "+3.5 s after that")
    assert (told["memory, MB"], told["positions read"]) == ("sale 120 -> 150", "300 a second, 32 at once")
    assert told["a position, p50, p95"] == "0 ms, 76 ms"


@pytest.mark.parametrize(("share", "time"), [(0.0, 1_000), (0.5, 3_000), (0.95, 4_000), (1.0, 4_000)])
def test_a_share_of_the_times_is_below(share: float, time: float) -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0], share) == time


def test_nothing_measured_is_nothing() -> None:
    assert quantile([], 0.5) == 0.0
