"""Turns wait for the buyers before, until those are asked for the money."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.waiting_room import QueueMoved
from handlers.waiting_room import waiting_room as service
from handlers.waiting_room.own import SeedMade
from handlers.waiting_room.rows import Checkout
from handlers.waiting_room.under_way import AHEAD_AT_LEAST
from tests.handlers.waiting_room.saying import (
    EVENT,
    HOUR,
    SECOND,
    SEED,
    by_lot,
    held,
    in_turn,
    join,
    lapsed,
    marked_paid,
    payable,
    published,
    queue,
)

Ended = Callable[[str], Message]
CROWD = [f"p{n:02}" for n in range(40)]
FIRST = by_lot(*CROWD)[:AHEAD_AT_LEAST]


@pytest.fixture
def sale() -> Bench:
    """One turn a second; those who had theirs so far hold seats, and none can pay."""
    bench = Bench(service)
    bench.given(published(capacity=100), SeedMade(event_id=EVENT, seed=SEED), *map(join, CROWD))
    bench.passes(HOUR)
    for buyer in FIRST:
        bench.passes(SECOND)
        bench.given(held(buyer))
    return bench


def later(sale: Bench) -> list[str]:
    """Who has a turn that was not used, half a minute on."""
    sale.passes(timedelta(seconds=30))
    return in_turn(sale, *CROWD)


def test_nobody_is_let_in_while_too_many_wait_to_be_asked_for_the_money(sale: Bench) -> None:
    assert later(sale) == [] and queue(sale).unasked == AHEAD_AT_LEAST
    assert queue(sale).slowed and not queue(sale).paused


def test_that_turns_come_more_slowly_is_told_once_and_that_they_do_no_more(sale: Bench) -> None:
    told = []
    for _ in range(3):
        sale.passes(SECOND)
        told += [said.slowed for said in sale.said() if isinstance(said, QueueMoved)]
    sale.given(*map(payable, FIRST))
    sale.goes_on(sale.now + SECOND)
    assert told == [True] and [said.slowed for said in sale.said() if isinstance(said, QueueMoved)] == [False]


@pytest.mark.parametrize("end", [payable, lapsed, marked_paid])
def test_each_who_can_pay_or_has_paid_or_whose_hold_lapses_lets_another_in(sale: Bench, end: Ended) -> None:
    sale.given(end(FIRST[3]))
    sale.passes(SECOND)
    (let_in,) = in_turn(sale, *CROWD)
    assert let_in == by_lot(*CROWD)[AHEAD_AT_LEAST]
    sale.given(held(let_in))
    assert later(sale) == []


def test_all_of_them_bring_the_rate_back(sale: Bench) -> None:
    sale.given(*map(payable, FIRST))
    assert len(later(sale)) == 30 and not queue(sale).slowed


@pytest.mark.parametrize("end", [payable, lapsed, marked_paid])
def test_what_ends_the_wait_twice_counts_once(sale: Bench, end: Ended) -> None:
    sale.given(end(FIRST[0]), end(FIRST[0]), payable(FIRST[0]), marked_paid(FIRST[0]), lapsed(FIRST[0]))
    assert queue(sale).unasked == AHEAD_AT_LEAST - 1


@pytest.mark.parametrize("end", [payable, lapsed])
def test_who_can_pay_before_the_use_of_the_turn_is_heard_of_never_waits(sale: Bench, end: Ended) -> None:
    sale.given(*map(payable, FIRST), end("late"))
    sale.passes(30 * SECOND)
    late = in_turn(sale, *CROWD)[0]
    sale.given(end(late), held(late), held(late))
    assert queue(sale).unasked == 0


def test_what_nobody_is_asked_money_for_is_not_waited_for(sale: Bench) -> None:
    sale.given(*map(payable, FIRST))
    sale.passes(SECOND)
    buyer = in_turn(sale, *CROWD)[0]
    sale.given(held(buyer).model_copy(update={"unpaid": False}))
    assert queue(sale).unasked == 0 and sale.row(Checkout, EVENT, f"{EVENT}-{buyer}") is None


def test_money_for_an_event_without_a_queue_is_nothing_to_the_waiting_room() -> None:
    bench = Bench(service)
    bench.given(payable("ann"))
    assert bench.row(Checkout, EVENT, f"{EVENT}-ann") is None
