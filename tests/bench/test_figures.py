"""From measures to what is printed."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from bench import machine, plan, ratios
from bench.growth import slices
from bench.hops import Hop
from bench.measure import Measure
from bench.report import reported
from bench.results import kept
from bench.systems.sql import unlike
from bench.systems.workers import Work, parsed


def measure(system: str, load: str = "closed 50", pair: int = 1, per_s: float = 100.0, p50: float = 10.0) -> Measure:
    return Measure(
        system, load, pair, 1_000, per_s, p50, 20.0, 30.0, 8.0, {"postgres": 0.2, "load": 0.1}, 1.4, 0.5, 3.0, 0.1,
        (20.0, 21.0), 0.0, {"201": 1_000}, {"bookings": Work(0.5, 2.0, 0.3, 0.2, 0.4)},
    )  # fmt: skip


def test_a_ratio_is_taken_within_its_pair() -> None:
    pairs = [("mesh", 1, 900.0), ("dbos", 1, 100.0), ("mesh", 2, 3_000.0), ("dbos", 2, 200.0)]
    found = [measure(system, pair=pair, per_s=per_s) for system, pair, per_s in pairs]
    assert ratios.ratio(found, "closed 50", "dbos", ratios.rate) == ratios.Spread(12.0, 9.0, 15.0)


def test_a_pair_with_one_half_has_no_ratio() -> None:
    assert ratios.ratio([measure("mesh")], "closed 50", "dbos", ratios.rate) is None


def test_what_is_held_and_what_is_wished_for_are_two_bounds() -> None:
    rate, single = ratios.TARGETS[0], ratios.TARGETS[2]
    assert (rate.met(1.5), rate.met(1.49), single.met(3.0), single.met(3.01)) == (True, False, True, False)
    assert (rate.reached(12.0), rate.reached(11.9)) == (True, False)
    assert (single.reached(0.6), single.reached(0.61)) == (True, False)


def test_growth_is_measured_in_slices_that_end_at_round_numbers() -> None:
    parts = slices(plan.load("growth", 50, mesh=5_500, dbos=100, monolith=1), "mesh")
    told = [(part.name, part.bookings["mesh"]) for part in parts]
    assert told == [("to 1,000", 1_000), ("to 2,000", 1_000), ("to 5,000", 3_000), ("to 5,500", 500)]


def test_what_did_not_grow_as_it_should_is_named() -> None:
    assert unlike({"tickets": 5}, {"tickets": 7}, {"tickets": 3}) == ["tickets grew by 2 instead of 3"]


def test_the_tables_show_ratios_targets_and_what_is_wrong() -> None:
    page = Console(file=io.StringIO(), width=200)
    broken = measure("monolith")
    broken.wrong = ["tickets grew by 2 instead of 3"]
    reported(
        page,
        [measure("mesh", per_s=1_300), measure("dbos"), broken],
        [measure("mesh", "to 2")],
        [Hop("SeatsHeld", 4.2)],
    )
    shown = page.file.getvalue()  # type: ignore[attr-defined]
    assert all(word in shown for word in ("1,300", "13.0", ">= 1.5", ">= 12.0", "yes", "to 2", "SeatsHeld", "WRONG"))


def test_results_are_kept_where_git_does_not_look(tmp_path: Path) -> None:
    file = kept(plan.quick(), [measure("mesh")], [], [], tmp_path)
    assert json.loads(file.read_text())["measures"][0]["per_s"] == 100.0
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_a_plan_can_be_narrowed_to_loads_by_name() -> None:
    narrow = plan.narrowed(plan.full(5), ["closed"])
    assert [load.name for load in narrow.loads] == ["closed 50", "closed 500", "closed 50, paid"]
    assert narrow.growth is None
    with pytest.raises(ValueError, match="no load"):
        plan.narrowed(plan.full(5), ["opened"])


def test_the_work_of_a_childs_child_counts_even_when_it_is_over() -> None:
    before = machine.cpu({"us": [os.getpid()]})["us"]
    burn = "x = 0\nfor i in range(2_000_000): x += i"
    subprocess.run([sys.executable, "-c", burn], check=True)
    assert machine.cpu({"us": [os.getpid()]})["us"] > before + 0.02


def test_a_workers_own_counts_are_read_by_service() -> None:
    page = """# TYPE boxoffice_batch_messages histogram
boxoffice_batch_messages_bucket{le="1.0",service="audit"} 3.0
boxoffice_batch_messages_count{service="audit"} 4.0
boxoffice_batch_messages_sum{service="audit"} 12.0
boxoffice_batch_save_seconds_sum{service="audit"} 0.5
"""
    assert parsed(page) == {"audit": Work(batches=4.0, messages=12.0, save=0.5)}
