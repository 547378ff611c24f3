"""An event of two seats and two places to stand moves from a room for six people to another."""

from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.catalog import CreateEvent, EventChanged, EventRescheduled
from handlers.inventory import inventory as service
from handlers.inventory.rows import Stock
from tests.handlers.inventory.saying import TYPES, change, changed, held, requested, unchanged

STARTS = START + timedelta(days=2)


def moved(room: int, kind: type[EventChanged | EventRescheduled] = EventChanged) -> EventChanged | EventRescheduled:
    said = CreateEvent(
        event_id="e1", organiser_id="olga", name="Concert", currency="EUR", ticket_types=TYPES, venue_id="v2",
        sale_opens=START, sale_closes=STARTS, starts_at=STARTS, ends_at=STARTS + timedelta(hours=3),
    )  # fmt: skip
    return EventChanged.of(said, changed=("venue_id",), room=room) if kind is EventChanged else kind.of(said, room=room)


def room(bench: Bench) -> int:
    stock = bench.row(Stock, "e1")
    return stock.room if stock else 0


@pytest.mark.parametrize("kind", [EventChanged, EventRescheduled])
def test_after_the_move_it_has_as_many_places_as_the_new_venue_holds(
    inventory: Bench, kind: type[EventChanged | EventRescheduled]
) -> None:
    for _ in range(2):
        inventory.when(moved(5, kind), id="m1")
    inventory.then_nothing()
    inventory.when(change({"A": 4}))
    inventory.passes(timedelta())
    inventory.then(unchanged("over_capacity"))
    inventory.when(change({"A": 3}))
    inventory.passes(timedelta())
    inventory.then(changed({"A": 3}, added=1, capacity=5, stock_seq=3))


def test_a_larger_venue_has_room_for_another_section(inventory: Bench) -> None:
    inventory.given(moved(900))
    inventory.when(change({"A": 9}, section="box", ticket_type="seated"))
    inventory.then(changed({"A": 9}, added=9, capacity=13, stock_seq=3, section="box"))


def test_what_is_on_sale_stays_on_sale_where_the_room_is_less_than_that(inventory: Bench) -> None:
    inventory.given(moved(3))
    inventory.when(change({"A": 2, "B": 1}))
    inventory.passes(timedelta())
    inventory.then(unchanged("over_capacity"))
    inventory.when(requested("stalls-A1"))
    inventory.then(held("stalls-A1", stock_seq=3, price=5_000))


def test_a_change_of_something_else_and_one_of_a_draft_say_nothing_of_room(inventory: Bench) -> None:
    inventory.when(moved(0))
    inventory.then_nothing()
    assert room(inventory) == 6
    (draft := Bench(service)).when(moved(5))
    draft.then_nothing()
