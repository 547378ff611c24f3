"""A benchmark that has less time: fewer loads, shorter ones, fewer bookings, never another measure."""

from types import SimpleNamespace
from typing import Any

import pytest

from bench import plan as plans
from bench.growth import slices
from bench.run import grown, turns


def test_a_run_has_as_many_pairs_as_were_asked_for_and_a_smoke_run_too() -> None:
    assert (plans.full(5).pairs, plans.quick().pairs, plans.quick(5).pairs) == (5, 1, 5)


def test_a_bound_in_seconds_is_one_of_every_load_and_of_growth() -> None:
    plan = plans.bounded(plans.full(5), seconds=6, grown=None)
    assert plan.growth and {one.seconds for one in [*plan.loads, plan.growth]} == {6}


def test_tables_grow_by_no_more_than_was_said_and_in_slices_that_end_there() -> None:
    plan = plans.bounded(plans.full(1), seconds=None, grown=6_000)
    assert plan.growth and plan.growth.bookings == {"mesh": 6_000, "dbos": 3_000, "monolith": 6_000}
    assert [one.name for one in slices(plan.growth, "mesh")] == ["to 1,000", "to 2,000", "to 5,000", "to 6,000"]


def test_without_a_bound_the_plan_is_as_it_was() -> None:
    assert plans.bounded(plans.full(5), None, None) == plans.full(5)


def test_a_brief_run_has_every_load_of_a_full_one_and_none_that_is_larger() -> None:
    full, brief = plans.full(5), plans.brief()
    assert [one.name.split()[0] for one in brief.loads] == [one.name.split()[0] for one in full.loads]
    pairs = zip(brief.loads, full.loads, strict=True)
    assert all(one.bookings[system] <= other.bookings[system] for one, other in pairs for system in plans.SYSTEMS)
    assert brief.growth and full.growth and brief.growth.bookings["mesh"] < full.growth.bookings["mesh"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["closed 50"], ["closed 50"]),
        (["closed"], ["closed 50", "closed 500", "closed 50, paid"]),
        (["single", "burst"], ["single", "burst 5,000"]),
    ],
)
def test_a_load_is_asked_for_by_its_name_or_by_how_it_begins(asked: list[str], found: list[str]) -> None:
    assert [one.name for one in plans.narrowed(plans.full(1), asked).loads] == found


def test_a_load_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no load is named x"):
        plans.narrowed(plans.full(1), ["x"])


def test_pair_after_pair_has_every_load() -> None:
    plan = plans.narrowed(plans.full(2), ["single", "hot"])
    assert [(pair, one.name) for pair, one in turns(plan, late=lambda: False)] == [
        (1, "single"), (1, "hot"), (2, "single"), (2, "hot"),
    ]  # fmt: skip


def test_once_it_is_late_no_load_is_begun() -> None:
    looks = iter([False, False, True])
    assert [pair for pair, _ in turns(plans.narrowed(plans.full(5), ["single"]), late=lambda: next(looks))] == [1, 2]


def test_tables_grow_slice_by_slice_on_each_system_that_grows_so_far() -> None:
    every: Any = [SimpleNamespace(name=name) for name in plans.SYSTEMS]
    plan = plans.bounded(plans.full(1), None, 4_000)
    found = [[(system.name, part.name) for system, part in grown(plan, every, number)] for number in range(4)]
    assert found[2] == [("mesh", "to 4,000"), ("dbos", "to 3,000"), ("monolith", "to 4,000")] and found[3] == []
