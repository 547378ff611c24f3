"""A command may wait for a row that follows from another service's news, for so long as its step says."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

import pytest

from choreography.service import Service
from choreography.testing import Bench
from choreography.vocabulary import at
from contracts.base import Refused
from tests.choreography.counter import Bumped, Counter, Lower, Lowered, Opened, Raise, counters

ONE = {"hall": "h", "name": "one"}


@pytest.fixture
def bench() -> Bench:
    return Bench(counters)


def test_a_command_waits_for_its_row_and_is_answered_once_that_is_written(bench: Bench) -> None:
    bench.when(Lower(**ONE), id="command")
    bench.then_early()
    bench.when(Opened(**ONE))
    assert [one.due for one in bench.waits()] == [bench.now]
    bench.passes(timedelta(0))
    bench.then(Lowered(**ONE))
    assert bench.last.changes.said[0].answers[0].startswith("command.") and not bench.waits()


def test_the_time_counts_from_when_it_was_first_handled_and_then_it_is_refused(bench: Bench) -> None:
    bench.when(Lower(**ONE), id="command")
    bench.passes(timedelta(seconds=4.9))
    assert [one.tries for one in bench.waits()] == [2] and "command" not in bench.books.inbox
    bench.passes(timedelta(seconds=0.1))
    bench.then_refused("not_found")
    assert bench.books.inbox["command"].answer and not bench.waits()


def test_a_copy_that_comes_while_it_waits_is_dropped_and_answered_with_the_first(bench: Bench) -> None:
    bench.given(Opened(hall="h", name="other"))
    bench.when(Lower(**ONE), id="command")
    bench.when(Lower(**ONE), id="command")
    bench.then_nothing()
    bench.when(Opened(**ONE))
    bench.passes(timedelta(0))
    first = bench.last.changes.said[0]
    assert bench.when(Lower(**ONE), id="command").again == [(first.answers[0], bench.books.inbox["command"].answer)]


def test_a_copy_with_another_body_that_comes_while_it_waits_is_refused_at_once(bench: Bench) -> None:
    bench.when(Lower(**ONE), id="command")
    ((token, answer),) = bench.when(Lower(hall="h", name="two"), id="command").again
    assert Refused.model_validate_json(answer.body).reason == "idempotency_key_reused" and token.startswith("command.")
    assert [one.envelope.subject for one in bench.waits()] == ["one"]


def test_a_copy_that_comes_after_the_refusal_gets_the_refusal(bench: Bench) -> None:
    bench.given(Lower(**ONE))
    bench.when(Lower(**ONE), id="command")
    bench.passes(timedelta(seconds=5))
    bench.given(Opened(**ONE))
    ((_, answer),) = bench.when(Lower(**ONE), id="command").again
    assert Refused.model_validate_json(answer.body).reason == "not_found"


def test_it_holds_back_nothing_of_its_subject(bench: Bench) -> None:
    bench.given(Lower(**ONE))
    bench.when(Raise(**ONE))
    bench.then_refused("not_found")
    bench.when(Bumped(**ONE))
    bench.then_early()


def test_two_rows_are_waited_for_as_long_as_the_less_patient_of_them() -> None:
    shop = Service("choreography")

    @shop.step
    def lower(
        asked: Lower, one: Annotated[Counter, at(within=5)], all_: Annotated[Counter, at("hall", "hall")]
    ) -> Iterator[Lowered]:
        yield Lowered.of(asked)

    bench = Bench(shop)
    bench.when(Lower(**ONE))
    bench.then_refused("not_found")


def test_only_a_command_is_told_how_long_to_wait_and_only_for_what_must_be_there() -> None:
    def event(bumped: Bumped, counter: Annotated[Counter, at(within=5)]) -> Iterator[Counter]:
        yield counter

    def maybe(asked: Lower, counter: Annotated[Counter | None, at(within=5)]) -> Iterator[Lowered]:
        yield Lowered.of(asked)

    for function, why in ((event, "within is for commands"), (maybe, "nothing waits for it")):
        with pytest.raises(TypeError, match=why):
            Service("choreography").step(function)
