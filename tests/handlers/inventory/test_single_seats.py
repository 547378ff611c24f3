"""An event may forbid to leave a seat alone, where there is another way."""

import pytest

from choreography.testing import Bench
from handlers.inventory import inventory as service
from handlers.inventory.rows import Plan
from tests.handlers.inventory.saying import expired, published, rejected, requested
from tests.handlers.inventory.test_best_seats import section


def strict(strict: bool = True, **rows: int) -> Bench:
    bench = Bench(service)
    event = published().model_copy(update={"no_single_seats": strict, "capacity": 2 + sum(rows.values())})
    bench.given(event, section("stalls", **rows))
    return bench


@pytest.mark.parametrize(
    ("picked", "alone"),
    [
        ("A2", "A1"), ("A1 A2 A4", "A3"), ("A1 A3 A5", "A2 A4 A6"), ("A2 A3 A4 A5", "A1 A6"),
        ("A1", ""), ("A1 A2", ""), ("A3 A4", ""), ("A1 A2 A3 A4 A5", ""), ("A1 A2 A3 A4 A5 A6", ""),
    ],
)  # fmt: skip
def test_who_would_leave_a_seat_alone_is_refused_and_told_which(picked: str, alone: str) -> None:
    bench = strict(A=6)
    bench.when(requested(*(f"stalls-{seat}" for seat in picked.split())))
    if alone:
        bench.then(rejected("single_seat", *(f"stalls-{seat}" for seat in alone.split())))
    else:
        assert type(bench.said()[0]).__name__ == "SeatsHeld"


def test_three_free_seats_are_no_reason_to_refuse_two() -> None:
    bench = strict(A=3)
    bench.when(requested("stalls-A1", "stalls-A3"))
    assert type(bench.said()[0]).__name__ == "SeatsHeld"


def test_an_event_without_the_rule_sells_any_seat() -> None:
    bench = strict(strict=False, A=6)
    bench.when(requested("stalls-A2"))
    assert type(bench.said()[0]).__name__ == "SeatsHeld"


def test_what_stands_between_taken_seats_is_alone() -> None:
    bench = strict(A=8)
    bench.given(requested("stalls-A1", "stalls-A2", booking="other"))
    bench.when(requested("stalls-A4"))
    bench.then(rejected("single_seat", "stalls-A3", stock_seq=2))


def test_money_that_comes_late_is_not_judged() -> None:
    bench = strict(A=8)
    bench.given(requested("stalls-A1"), expired("stalls-A1"))
    bench.given(requested("stalls-A3", "stalls-A4", booking="other"))
    bench.when(requested("stalls-A1", attempt=2))
    assert type(bench.said()[0]).__name__ == "SeatsHeld"


def test_an_event_of_before_seats_were_picked_is_not_judged() -> None:
    bench = strict(A=6)
    del bench.books.rows[Plan]
    bench.when(requested("stalls-A2"))
    assert type(bench.said()[0]).__name__ == "SeatsHeld"
