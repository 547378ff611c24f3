"""A section that comes to a sale of two seats and two places to stand, in a room for six people."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.inventory import StockBack
from handlers.inventory import inventory as service
from handlers.inventory.rows import Hold, Plan, Section, Stock
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    change,
    changed,
    event_cancelled,
    held,
    published,
    requested,
    stalls,
    unchanged,
)

BOX: dict[str, Any] = {"section": "box", "ticket_type": "seated"}


def test_a_new_section_is_on_sale_when_it_is_told(inventory: Bench) -> None:
    inventory.when(change({"A": 2}, **BOX))
    inventory.then(changed({"A": 2}, added=2, capacity=6, stock_seq=2, section="box"))
    inventory.then_rows(Section("e1", "box", "seated", 5_000, {"A": 2}))
    inventory.when(requested("box-A1", "box-A2"))
    inventory.then(held("box-A1", "box-A2", stock_seq=3, price=10_000))


def test_the_best_seats_are_picked_of_it_too(inventory: Bench) -> None:
    inventory.given(requested(*SEATS), change({"A": 2}, **BOX))
    inventory.given(requested(ticket_type="seated", quantity=2, booking="b2"))
    inventory.passes(timedelta())
    hold = inventory.row(Hold, "e1", "e1-b2")
    assert hold and hold.seats == ("box-A1", "box-A2")


def test_an_event_that_was_sold_out_is_on_sale_again(inventory: Bench) -> None:
    inventory.given(requested(*SEATS), requested(**STANDING, booking="b2"))
    inventory.when(change({"A": 1}, **BOX))
    inventory.then(changed({"A": 1}, 1, 5, 4, section="box"), StockBack(event_id="e1", stock_seq=4))


@pytest.mark.parametrize(
    ("rows", "other", "reason"),
    [
        ({"A": 3}, {}, "over_capacity"),
        ({"A": 1}, {"ticket_type": "standing"}, "unknown_ticket_type"),
        ({"A": 1}, {"ticket_type": "gold"}, "unknown_ticket_type"),
        ({"A": 1}, {"ticket_type": ""}, "unknown_section"),
        ({"A": 1}, {"section": "stalls", "ticket_type": "standing"}, "section_exists"),
    ],
)
def test_what_cannot_be_sold_does_not_come(
    inventory: Bench, rows: dict[str, int], other: dict[str, Any], reason: str
) -> None:
    inventory.when(change(rows, **BOX | other))
    inventory.then(unchanged(reason))
    stock = inventory.row(Stock, "e1")
    assert stock and stock.capacity == 4 and not inventory.row(Section, "e1", "box")


def test_a_section_that_is_there_may_be_named_with_its_type(inventory: Bench) -> None:
    inventory.when(change({"A": 3}, ticket_type="seated"))
    inventory.passes(timedelta())
    inventory.then(changed({"A": 3}, added=1, capacity=5, stock_seq=2))


def test_no_more_sections_come_than_an_event_may_have(inventory: Bench) -> None:
    plan = inventory.row(Plan, "e1")
    assert plan
    inventory.given(plan.but(runs={f"s{n}": 1 for n in range(200)}, version=0))
    inventory.when(change({"A": 1}, **BOX))
    inventory.then(unchanged("too_many_sections"))


def test_a_section_that_is_still_to_be_told_is_not_taken_for_a_new_one() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.when(change({"A": 2}, section="stalls", ticket_type="seated"))
    bench.then(unchanged("plan_incomplete"))
    bench.given(stalls())
    bench.when(change({"A": 1}, **BOX))
    bench.then(changed({"A": 1}, added=1, capacity=5, stock_seq=2, section="box"))


def test_nothing_comes_to_what_is_called_off(inventory: Bench) -> None:
    inventory.given(event_cancelled())
    inventory.when(change({"A": 1}, **BOX))
    inventory.then(unchanged("event_cancelled"))


def test_one_that_overtakes_the_publication_waits_for_it_and_a_second_copy_changes_nothing() -> None:
    bench = Bench(service)
    bench.when(change({"A": 1}, **BOX), id="first")
    bench.then_early()
    bench.given(published(), stalls())
    bench.when(change({"A": 1}, **BOX), id="first")
    bench.passes(timedelta())
    stock = bench.row(Stock, "e1")
    assert stock and stock.capacity <= 5
