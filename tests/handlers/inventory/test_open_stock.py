from datetime import timedelta

from choreography.testing import Bench
from contracts.inventory import StockClosed, StockOpened
from contracts.seating import ListedSeat
from handlers.inventory import inventory as service
from handlers.inventory.rows import Hold, Section, Stock, TicketStock
from tests.handlers.inventory.saying import counts, event_cancelled, held, published, rejected, requested, stalls


def test_a_published_event_gets_its_stock() -> None:
    bench = Bench(service)
    bench.when(published())
    bench.then(StockOpened(event_id="e1", capacity=4, stock_seq=1))
    bench.then_rows(Stock("e1", 4, "EUR", organiser_id="olga", room=6), TicketStock("e1", "standing", 2_000, 2))


def test_an_event_published_twice_keeps_what_is_held(inventory: Bench) -> None:
    inventory.given(requested("stalls-A1"))
    inventory.when(published())
    inventory.then_nothing()
    assert counts(inventory) == (1, 0)


def test_a_section_said_before_its_event_is_early() -> None:
    bench = Bench(service)
    bench.when(stalls())
    bench.then_early()
    bench.given(published())
    bench.passes(timedelta())
    bench.then_rows(Section("e1", "stalls", "seated", 5_000, {"A": 2}))


def test_a_cancelled_event_holds_nothing_any_more(inventory: Bench) -> None:
    inventory.when(event_cancelled())
    inventory.then(StockClosed(event_id="e1", stock_seq=2))
    inventory.when(requested("stalls-A1"))
    inventory.then(rejected("event_cancelled", stock_seq=2))


def test_an_event_cancelled_twice_is_closed_once(inventory: Bench) -> None:
    inventory.given(event_cancelled())
    inventory.when(event_cancelled())
    inventory.then_nothing()


def test_an_event_cancelled_as_a_draft_has_no_stock_to_close() -> None:
    bench = Bench(service)
    bench.when(event_cancelled())
    bench.then_nothing()
    assert bench.outcome == "ignored"


def test_seats_of_a_listed_row_have_the_numbers_that_they_are_listed_by(inventory: Bench) -> None:
    corner = (ListedSeat(number=2, x=1, y=1), ListedSeat(number=7))
    inventory.given(stalls().model_copy(update={"rows": {"A": 1, "B": 2}, "listed": {"B": corner}}))
    section = inventory.row(Section, "e1", "stalls")
    names = ("A1", "A2", "B1", "B2", "B7", "B8")
    assert section and [name for name in names if section.has(f"stalls-{name}")] == ["A1", "B2", "B7"]
    inventory.when(requested("stalls-B1"))
    inventory.then(rejected("unknown_seat", "stalls-B1"))
    inventory.when(requested("stalls-B7", booking="b2"))
    inventory.then(held("stalls-B7", booking="b2", stock_seq=2, price=5_000))


def test_of_a_listed_row_those_are_picked_whose_numbers_follow_one_another() -> None:
    seats = tuple(ListedSeat(number=number) for number in (101, 103, 105, 106, 108))
    bench = Bench(service)
    bench.given(published().model_copy(update={"capacity": 7}))
    bench.given(stalls().model_copy(update={"rows": {"A": 5}, "listed": {"A": seats}}))
    bench.given(requested(ticket_type="seated", quantity=2))
    bench.passes(timedelta())
    hold, section = bench.row(Hold, "e1", "e1-b1"), bench.row(Section, "e1", "stalls")
    assert hold and (hold.state, hold.seats) == ("held", ("stalls-A105", "stalls-A106"))
    assert section and section.taken["A"][100:] == "0-0-11-0"
    bench.when(requested(ticket_type="seated", quantity=2, booking="b2"))
    bench.then(rejected("no_seats_together", booking="b2", stock_seq=2))
