"""What is wrong in a declaration is found when it is imported; what is wrong in an output, before it is saved."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

import pytest

from choreography.service import Service
from choreography.testing import Bench
from choreography.vocabulary import at
from contracts.base import MESSAGES, Event
from contracts.bookings import RequestBooking
from tests.choreography.counter import Bumped, Counter, Raise, Raised

ONE = {"hall": "h", "name": "one"}


def lost(bumped: Bumped, counter: Annotated[Counter, at("hall", "street")]) -> Iterator[Counter]:
    yield counter


def shapeless(bumped: Bumped, counter: int) -> Iterator[Counter]:
    yield Counter(**ONE)


def elsewhere(bumped: Bumped) -> Iterator[RequestBooking]:
    yield RequestBooking(event_id="e", booking_id="e-b", buyer_id="ann")


@pytest.mark.parametrize(
    ("step", "why"), [(lost, "no 'street'"), (shapeless, "is no row"), (elsewhere, "is for bookings to say")]
)
def test_a_step_that_cannot_work_is_refused_when_it_is_registered(step: Callable[..., Any], why: str) -> None:
    with pytest.raises(TypeError, match=why):
        Service("choreography").step(step)


def test_a_service_has_one_step_for_a_message() -> None:
    def again(bumped: Bumped) -> Iterator[Counter]:
        yield Counter(**ONE)

    service = Service("choreography")
    service.step(again)
    with pytest.raises(TypeError, match="hears Bumped in again and in again"):
        service.step(again)


def test_a_message_names_its_key_and_answers_only_for_its_own_service() -> None:
    with pytest.raises(TypeError, match="names no key"):
        type("Keyless", (Event,), {"__module__": "contracts.nowhere"})
    with pytest.raises(TypeError, match="may not answer"):
        type("Foreign", (Event,), {"__module__": "contracts.nowhere"}, answers=Raise, key="x")
    for name in ("Keyless", "Foreign"):
        MESSAGES.pop(name, None)


def bench_of(step: Callable[..., Any]) -> Bench:
    service = Service("choreography")
    service.step(step)
    bench = Bench(service)
    bench.given(Counter(**ONE, total=1))
    return bench


def stale(bumped: Bumped, counter: Counter) -> Iterator[Counter | Raised]:
    yield Counter(**ONE, total=2)
    yield Raised(**ONE, total=2)


def double(bumped: Bumped, counter: Counter) -> Iterator[Counter | Raised]:
    yield counter.changed(total=1)
    yield counter.changed(total=2)


def undeclared(bumped: Bumped, counter: Counter) -> Iterator[Counter]:
    yield counter.changed(total=1)
    yield Raised(**ONE, total=2)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("step", "why"), [(stale, "built on version 0"), (double, "twice in one output"), (undeclared, "does not")]
)
def test_an_output_that_is_wrong_anywhere_changes_nothing(step: Callable[..., Any], why: str) -> None:
    bench = bench_of(step)
    bench.when(Bumped(**ONE))
    bench.then_dead(why)
    assert not bench.said()
    bench.then_rows(Counter(**ONE, total=1))
