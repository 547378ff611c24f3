from datetime import timedelta

from choreography.testing import Bench
from contracts.inventory import StockClosed, StockOpened
from handlers.inventory import inventory as service
from handlers.inventory.rows import Section, Stock, TicketStock
from tests.handlers.inventory.saying import counts, event_cancelled, published, rejected, requested, stalls


def test_a_published_event_gets_its_stock() -> None:
    bench = Bench(service)
    bench.when(published())
    bench.then(StockOpened(event_id="e1", capacity=4, stock_seq=1))
    bench.then_rows(Stock("e1", 4, "EUR"), TicketStock("e1", "standing", 2_000, 2))


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
