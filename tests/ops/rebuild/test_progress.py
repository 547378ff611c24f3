"""How far a replay has come, and when it must not begin."""

import pytest

from contracts.topics import topics
from handlers.views import views
from ops.rebuild.progress import Incomplete, Pace, Progress, Stuck, must_be_whole, reached

BOUNDS = {("a", 0): (0, 10), ("b", 0): (0, 30)}


async def test_what_is_left_is_told_at_the_pace_up_to_now(monkeypatch: pytest.MonkeyPatch) -> None:
    pace = Pace(began=0, since=0)
    monkeypatch.setattr("ops.rebuild.progress.now", lambda: 5.0)
    assert pace.progress(BOUNDS, {}) == Progress(0, 40, None)
    assert pace.progress(BOUNDS, {0: {"a": 10}}) == Progress(10, 40, 15.0)


async def test_what_was_read_by_a_call_before_says_nothing_of_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    pace = Pace(began=0, since=0)
    monkeypatch.setattr("ops.rebuild.progress.now", lambda: 5.0)
    assert pace.progress(BOUNDS, {0: {"b": 20}}) == Progress(20, 40, None)
    assert pace.progress(BOUNDS, {0: {"a": 10, "b": 20}}) == Progress(30, 40, 5.0)


async def test_one_that_stands_still_for_a_minute_is_given_up_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    pace = Pace(began=0, since=0)
    monkeypatch.setattr("ops.rebuild.progress.now", lambda: 59.0)
    pace.progress(BOUNDS, {0: {"a": 10}})
    monkeypatch.setattr("ops.rebuild.progress.now", lambda: 118.0)
    pace.must_go_on("")
    monkeypatch.setattr("ops.rebuild.progress.now", lambda: 120.0)
    with pytest.raises(Stuck, match="BadRelease"):
        pace.must_go_on("BadRelease: many are dead")


def test_the_goal_is_reached_when_no_place_is_behind() -> None:
    goal = {("a", 0): 5, ("b", 0): 0}
    assert reached(goal, {0: {"a": 5}}) and not reached(goal, {0: {"a": 4, "b": 9}})


def test_a_log_that_no_longer_has_its_first_records_builds_nothing() -> None:
    with pytest.raises(Incomplete, match="b/0 begins at 3"):
        must_be_whole({("a", 0): (0, 10), ("b", 0): (3, 30)}, {})


def test_a_log_that_ends_before_what_the_old_tables_know_builds_nothing() -> None:
    with pytest.raises(Incomplete, match="a/0 ends at 10, and was read up to 11"):
        must_be_whole(BOUNDS, {("a", 0): 11, ("gone", 0): 4})


def test_a_whole_log_may_be_read() -> None:
    must_be_whole(BOUNDS, {("a", 0): 10, ("b", 0): 2})


def test_all_that_the_views_hear_is_kept_for_ever() -> None:
    kept = {spec.name for spec in topics() if spec.retention is None}
    assert kept.issuperset(views.topics)
