"""So many wait for identity as it answers in good time."""

import pytest
from pydantic import ValidationError

from edge.settings import EdgeSettings
from edge.sign_in.line import LEAST, LONGEST, Full, Line
from edge.sign_in.owed import GRACE, Owed
from handlers.identity import rows
from handlers.identity.waited import WAITED_FOR

WITHIN = 10.0


def test_the_door_and_identity_mean_the_same_times() -> None:
    assert rows.GRACE.total_seconds() == GRACE
    EdgeSettings(sign_in_within=WAITED_FOR.total_seconds())
    with pytest.raises(ValidationError):
        EdgeSettings(sign_in_within=WAITED_FOR.total_seconds() + 0.1)


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def answers(line: Line, time: Time, took: float, times: int = 1) -> None:
    """Of so many who came together, one after the other is answered."""
    began = time.now
    time.now += took
    for _ in range(times):
        line.answered(began, WITHIN)


def test_in_good_time_as_many_may_wait_as_ever() -> None:
    line = Line(400, 5, time := Time())
    answers(line, time, took=5.0, times=1_000)
    assert line.bound == 400


def test_who_waits_in_vain_shortens_the_line_once_for_all_who_came_with_them() -> None:
    line = Line(400, 5, time := Time())
    answers(line, time, took=10.0, times=400)
    assert line.bound == 200
    answers(line, time, took=6.25)
    assert line.bound == 160


def test_it_shrinks_to_what_is_answered_in_half_the_time_and_no_further() -> None:
    line = Line(400, 5, time := Time())
    for _ in range(50):
        answers(line, time, took=line.bound / 20, times=round(line.bound))  # twenty a second
    assert 80 < line.bound < 125


def test_where_nothing_is_answered_a_few_may_try_and_it_grows_again() -> None:
    line = Line(400, 5, time := Time())
    for _ in range(20):
        answers(line, time, took=10.0)
    assert line.bound == LEAST
    answers(line, time, took=0.1, times=1_000)
    assert 40 < line.bound < 50


def test_beyond_it_who_comes_is_refused_but_whom_something_is_owed() -> None:
    line = Line(1, 5, Time())
    with line.place():
        with pytest.raises(Full), line.place():
            pass
        with line.place(owed=True):
            assert line.open == 2
    assert line.open == 0


def test_the_more_are_refused_the_later_they_are_asked_to_come_and_not_all_at_once() -> None:
    line = Line(0, 5, Time())
    assert {line.again_in() for _ in range(200)} == {1, 2, 3, 4, 5}
    for _ in range(300):
        with pytest.raises(Full), line.place():
            pass
    assert len(later := {line.again_in() for _ in range(2_000)}) > 50 and max(later) == LONGEST


def test_who_was_answered_too_late_is_owed_an_answer_once_and_not_for_long() -> None:
    owed = Owed(time := Time())
    for session in ("ann", "ben", "", "ann"):
        owed.note(session)
    assert owed.take("ann") and not owed.take("ann") and not owed.take("")
    time.now += GRACE
    owed.note("cat")
    assert not owed.take("ben") and owed.until.keys() == {"cat"}
