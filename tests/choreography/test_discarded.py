"""A dead letter that an operator discards is never handled, and what was parked behind it goes on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from choreography.testing import Bench
from tests.choreography.counter import Bug, Bumped, Call, Counter, Opened, counters

ONE = {"hall": "h", "name": "one"}


@pytest.fixture
def bench() -> Iterator[Bench]:
    """The letter `dead` is, and stays, a mistake."""
    Bug.on = True
    bench = Bench(counters)
    bench.given(Opened(**ONE))
    bench.when(Bumped(**ONE, by=13), id="dead")
    yield bench
    Bug.on = True


def discards(bench: Bench, id_: str = "dead") -> None:
    """As `boxoffice dead discard` leaves it to the lane."""
    waiting = bench.books.waiting
    waiting[id_] = replace(waiting[id_], reason="next", due=bench.now, discarded=True)
    bench.passes(timedelta())


def test_it_is_gone_and_nothing_was_said(bench: Bench) -> None:
    discards(bench)
    assert (bench.outcome, bench.waits(), bench.said()) == ("ignored", [], [])
    bench.then_rows(Counter("h", "one", total=0))


def test_what_was_parked_behind_it_comes_out_in_order(bench: Bench) -> None:
    for number in range(3):
        bench.when(Bumped(**ONE), id=f"parked-{number}")
    discards(bench)
    assert [id_ for id_ in bench.books.inbox if id_.startswith("parked")] == [f"parked-{n}" for n in range(3)]
    bench.then_rows(Counter("h", "one", total=3))


def test_what_comes_later_is_not_parked(bench: Bench) -> None:
    discards(bench)
    bench.when(Bumped(**ONE))
    assert bench.outcome == "done"


def test_a_second_copy_of_it_is_not_handled_either(bench: Bench) -> None:
    discards(bench)
    Bug.on = False
    bench.when(Bumped(**ONE, by=13), id="dead")
    bench.then_nothing()
    bench.then_rows(Counter("h", "one", total=0))


def test_a_call_outside_that_was_given_up_is_not_made(bench: Bench) -> None:
    dead = bench.books.waiting.pop("dead")
    envelope = replace(dead.envelope, id="call", type="Call", topic=counters.itself)
    bench.books.waiting["call"] = replace(dead, envelope=envelope, body=Call(**ONE).model_dump_json().encode())
    discards(bench, "call")
    assert not bench.books.effects and not bench.waits()
