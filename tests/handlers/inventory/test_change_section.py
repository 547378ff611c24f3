"""Other seats for a section that is sold: an event of two seats and two places to stand, in a room for six people."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.inventory import SectionChangeForbidden, SectionChangeInvalid, StockBack, StockSoldOut
from contracts.seating import ListedSeat
from handlers.inventory import inventory as service
from handlers.inventory.rows import Hold, Section, Stock
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    block,
    change,
    changed,
    confirmed,
    event_cancelled,
    held,
    published,
    rejected,
    requested,
    stalls,
    unchanged,
)

A1, A2 = SEATS


def asks(bench: Bench, said: Message) -> None:
    """Until inventory has answered."""
    bench.when(said)
    bench.passes(timedelta())


def capacity(bench: Bench) -> int:
    stock = bench.row(Stock, "e1")
    return stock.capacity if stock else 0


def test_a_section_gets_more_seats_which_are_sold(inventory: Bench) -> None:
    asks(inventory, change({"A": 3, "B": 1}))
    inventory.then(changed({"A": 3, "B": 1}, added=2, capacity=6, stock_seq=2))
    inventory.when(requested("stalls-A3", "stalls-B1"))
    inventory.then(held("stalls-A3", "stalls-B1", stock_seq=3, price=10_000))


def test_free_seats_leave_and_are_sold_no_more(inventory: Bench) -> None:
    asks(inventory, change({"A": 1}))
    inventory.then(changed({"A": 1}, added=-1, capacity=3, stock_seq=2))
    inventory.when(requested(A2))
    inventory.then(rejected("unknown_seat", A2, stock_seq=2))


def test_a_row_is_numbered_anew_by_a_list(inventory: Bench) -> None:
    listed = {"A": (ListedSeat(number=2, x=1, y=2), ListedSeat(number=7, properties=("aisle",)))}
    inventory.given(requested(A2))
    asks(inventory, change({"A": 2}, listed=listed))
    inventory.then(changed({"A": 2}, added=0, capacity=4, stock_seq=3, listed=listed))
    inventory.then_rows(Section("e1", "stalls", "seated", 5_000, {"A": 2}, {"A": "-1----0"}, {"A": (2, 7)}))


@pytest.mark.parametrize("before", [(requested(A2),), (requested(A2), confirmed(A2)), (block(A2),)])
def test_what_is_held_sold_or_blocked_stays_and_so_does_all_else(inventory: Bench, before: tuple[Message, ...]) -> None:
    inventory.given(*before)
    asks(inventory, change({"B": 2}))
    inventory.then(unchanged("seats_in_use", A2))
    section = inventory.row(Section, "e1", "stalls")
    assert section and (section.rows, section.taken, capacity(inventory)) == ({"A": 2}, {"A": "01"}, 4)


def test_the_venue_bounds_what_is_added_and_coordinates_may_change_all_the_same(inventory: Bench) -> None:
    asks(inventory, change({"A": 5}))
    inventory.then(unchanged("over_capacity"))
    asks(inventory, change({"A": 2}, listed={"A": (ListedSeat(number=1, x=1, y=1), ListedSeat(number=2, x=2, y=1))}))
    assert capacity(inventory) == 4 and inventory.said()


def test_a_sale_of_before_rooms_were_told_has_no_more_places_than_it_had(inventory: Bench) -> None:
    inventory.given(Stock("e1", 4, "EUR", organiser_id="olga"))
    asks(inventory, change({"A": 3}))
    inventory.then(unchanged("over_capacity"))
    asks(inventory, change({"A": 1}, id_="c2"))
    asks(inventory, change({"A": 2}, id_="c3"))
    assert capacity(inventory) == 3


def test_the_last_free_seat_that_leaves_and_the_first_that_comes_are_told(inventory: Bench) -> None:
    inventory.given(requested(**STANDING), requested(A1, booking="b2"))
    asks(inventory, change({"A": 1}))
    inventory.then(changed({"A": 1}, added=-1, capacity=3, stock_seq=4), StockSoldOut(event_id="e1", stock_seq=4))
    asks(inventory, change({"A": 2}, id_="c2"))
    inventory.then(changed({"A": 2}, 1, 4, 5, id_="c2"), StockBack(event_id="e1", stock_seq=5))


def test_a_seat_that_is_held_just_before_the_change_comes_to_it_stays(inventory: Bench) -> None:
    inventory.when(change({"A": 1}))
    inventory.given(requested(A2))
    inventory.passes(timedelta())
    inventory.then(unchanged("seats_in_use", A2))


def test_of_two_changes_at_once_the_second_looks_at_what_the_first_left(inventory: Bench) -> None:
    inventory.when(change({"A": 4}))
    inventory.when(change({"A": 1}, id_="c2"))
    inventory.given(requested(A1))
    inventory.passes(timedelta())
    inventory.then(changed({"A": 1}, added=-3, capacity=3, stock_seq=4, id_="c2"))
    inventory.then_rows(Section("e1", "stalls", "seated", 5_000, {"A": 1}, {"A": "1"}))


def test_a_second_copy_changes_nothing(inventory: Bench) -> None:
    for _ in range(2):
        inventory.when(change({"A": 3}), id="first")
        inventory.passes(timedelta())
    assert capacity(inventory) == 5


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        ({"section": "pit"}, unchanged("unknown_section")),
        ({"organiser_id": "otto"}, SectionChangeForbidden(event_id="e1", change_id="c1")),
    ],
)
def test_what_is_not_there_or_not_theirs_is_not_changed(
    inventory: Bench, other: dict[str, Any], answer: Message
) -> None:
    inventory.when(change({"A": 3}, **other))
    inventory.then(answer)


def test_what_no_section_may_be_is_told_where(inventory: Bench) -> None:
    inventory.when(change({"A": 501}))
    (said,) = inventory.said()
    assert isinstance(said, SectionChangeInvalid) and [where for where, _ in said.faults] == ["/rows"]


def test_what_is_called_off_does_not_change(inventory: Bench) -> None:
    inventory.given(event_cancelled())
    asks(inventory, change({"A": 3}))
    inventory.then(unchanged("event_cancelled"))


def test_a_change_that_overtakes_the_publication_waits_for_it_and_is_refused_without_one() -> None:
    bench = Bench(service)
    bench.when(change({"A": 3}))
    bench.then_early()
    bench.given(published())
    bench.given(stalls())
    assert capacity(bench) == 4
    other = Bench(service)
    other.when(change({"A": 3}))
    other.passes(timedelta(seconds=6))
    other.then_refused("not_found")


def test_the_best_seats_are_picked_of_those_that_there_are_now(inventory: Bench) -> None:
    inventory.given(requested(A1))
    asks(inventory, change({"A": 4}))
    inventory.given(requested(ticket_type="seated", quantity=3, booking="b2"))
    inventory.passes(timedelta())
    hold = inventory.row(Hold, "e1", "e1-b2")
    assert hold and hold.seats == ("stalls-A2", "stalls-A3", "stalls-A4")


def test_a_seat_that_is_picked_for_a_booking_stays(inventory: Bench) -> None:
    inventory.given(requested(A1), requested(ticket_type="seated", quantity=1, booking="b2"))
    inventory.goes_on()
    inventory.when(change({"A": 1}))
    inventory.passes(timedelta())
    hold = inventory.row(Hold, "e1", "e1-b2")
    assert hold and (hold.state, hold.seats, capacity(inventory)) == ("held", (A2,), 4)
