"""With which fact a step's changes are told, and to whom they are not."""

import json

import pytest

from choreography.testing import Bench
from tests.choreography.counter import Bumped, Counter, Lower, Raise, counters

WHO = {"hall": "h", "name": "n"}


@pytest.fixture
def bench() -> Bench:
    """A counter that stands at 2."""
    bench = Bench(counters)
    bench.given(Counter("h", "n", 2))
    return bench


def told(bench: Bench) -> list[str]:
    return [said.envelope.changed for said in bench.last.changes.said]


def test_the_answer_to_a_command_tells_what_was_changed(bench: Bench) -> None:
    bench.when(Raise(**WHO, by=3))
    assert [json.loads(one) for one in told(bench)] == [{"counter/h/n": {"total": [2, 5]}}]


def test_so_does_an_answer_that_comes_of_anothers_fact(bench: Bench) -> None:
    bench.when(Bumped(**WHO, by=1))
    assert [json.loads(one) for one in told(bench)] == [{"counter/h/n": {"total": [2, 3]}}]


def test_a_second_copy_tells_nothing(bench: Bench) -> None:
    bench.when(Raise(**WHO, by=3), id="r1")
    bench.when(Raise(**WHO, by=3), id="r1")
    assert told(bench) == []


def test_a_refusal_and_a_command_that_changes_nothing_tell_nothing(bench: Bench) -> None:
    bench.when(Lower(**WHO))
    assert told(bench) == [""]
    bench.when(Raise(hall="h", name="nobody"))
    assert told(bench) == [""]


def test_who_waits_for_the_answer_is_not_told_what_was_changed(bench: Bench) -> None:
    bench.when(Raise(**WHO, by=3), id="r1")
    (heard,) = bench.last.changes.heard
    assert heard.answer and json.loads(heard.answer.body) == WHO | {"total": 5}
